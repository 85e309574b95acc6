import { useSyncExternalStore } from 'react';

import type { Upload } from '@/lib/uploads';

const keptMax = 50;

let finished: readonly Upload[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Upload[]): void {
  finished = next;
  listeners.forEach((listener) => listener());
}

/** What this tab has uploaded, for the dock, until a person clears it. */
export const finishedUploads = {
  add: (upload: Upload) => set([...finished, upload].slice(-keptMax)),
  clear: () => set([]),
};

export function useFinishedUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => finished,
  );
}
