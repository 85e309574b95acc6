import { firstTranscodes } from './wishes';

const storageKey = (app: number) => `openvod.process.${app}`;

/** The templates that this browser started last in an application; the first time those of a first try. */
export function lastTranscodes(app: number): number[] {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey(app)) ?? '[]') as unknown;
    if (Array.isArray(stored) && stored.length > 0 && stored.every((one) => Number.isSafeInteger(one))) return stored as number[];
  } catch {
    // Written by something else.
  }
  return firstTranscodes;
}

export function noteTranscodes(app: number, transcodes: number[]): void {
  if (transcodes.length > 0) localStorage.setItem(storageKey(app), JSON.stringify(transcodes));
}
