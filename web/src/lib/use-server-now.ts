import { useSyncExternalStore } from 'react';

import { serverNow } from '@/lib/api';

export const tickMs = 10_000;

let nowMs = serverNow();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // While no one listened, the time stood still.
  if (timer === undefined) nowMs = serverNow();
  timer ??= setInterval(() => {
    nowMs = serverNow();
    listeners.forEach((told) => told());
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, fresh every ten seconds: for ages on screen. One timer for all of them. */
export const useServerNow = () => useSyncExternalStore(subscribe, () => nowMs);
