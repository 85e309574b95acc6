import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

import type { ChangeInfo } from '@/lib/wire/types';

import { call } from './call';
import { currentSession } from './session';

/** Changes since the last ones; after a reset the lists have to be read anew, since some changes are not told. */
export interface Changes {
  reset: boolean;
  changes: ChangeInfo[];
}
export type ConnectionState = 'connecting' | 'live' | 'lost';

const firstRetryMs = 500;
const lastRetryMs = 5_000;
const waitSeconds = 20; // The most that the server takes.

let state: ConnectionState = 'connecting';
const stateListeners = new Set<() => void>();
const changeListeners = new Set<(changes: Changes) => void>();

function setState(next: ConnectionState): void {
  if (state === next) return;
  state = next;
  stateListeners.forEach((listener) => listener());
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
    // Being back on the network ends the wait.
    addEventListener('online', () => (clearTimeout(timer), done()), { once: true, signal });
  });

// A running task tells of itself twice a second.
const quietMs = 1_500;
const lastWords = new Map<string, ReturnType<typeof setTimeout>>();

const tell = (told: Changes) => changeListeners.forEach((listener) => listener(told));

/**
 * The last that is told of a task may still say how far it was: a cancelled one ends before its programs do. One that says
 * no more is told once without its progress, so that who shows it asks for its state.
 */
function listenForSilence({ Kind, Id, FileId, Progress }: ChangeInfo): void {
  if (Kind !== 'Task' || !Id) return;
  clearTimeout(lastWords.get(Id));
  lastWords.delete(Id);
  if (Progress == null) return;
  const asked = setTimeout(() => {
    lastWords.delete(Id);
    tell({ reset: false, changes: [{ Kind, Id, FileId }] });
  }, quietMs);
  lastWords.set(Id, asked);
}

/** Watches an application until the signal ends it: one waiting call after the other, which is the tab's one live connection. */
export async function watch(app: number, signal: AbortSignal): Promise<void> {
  let cursor: string | undefined;
  let retryMs = firstRetryMs;
  setState('connecting');
  while (!signal.aborted && currentSession()) {
    try {
      const request = { SubAppId: app, Cursor: cursor, Limit: 100, WaitSeconds: cursor ? waitSeconds : 0 };
      const answer = await call('WatchChanges', request, { signal });
      const isFirst = cursor === undefined;
      cursor = answer.NextCursor ?? undefined;
      retryMs = firstRetryMs;
      const reset = (answer.Reset ?? false) && !isFirst;
      setState('live');
      const changes = answer.ChangeSet ?? [];
      changes.forEach(listenForSilence);
      if (reset || changes.length > 0) tell({ reset, changes });
    } catch {
      if (signal.aborted) return;
      setState('lost');
      await pause(retryMs, signal);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  }
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(
    (listener) => (stateListeners.add(listener), () => stateListeners.delete(listener)),
    () => state,
  );
}

/** Tells a component of each change while it is on screen. */
export function useChanges(handler: (changes: Changes) => void): void {
  const told = useEffectEvent(handler);
  useEffect(() => {
    const listener = (changes: Changes) => told(changes);
    changeListeners.add(listener);
    return () => void changeListeners.delete(listener);
  }, []);
}
