const storageKey = 'openvod.app';

/** The application that was open last in this browser. */
export function lastApp(): number | undefined {
  const stored = Number(localStorage.getItem(storageKey));
  return Number.isSafeInteger(stored) && stored > 0 ? stored : undefined;
}

export const noteLastApp = (app: number) => localStorage.setItem(storageKey, String(app));
