import { useEffect, useRef } from 'react';

import { useChanges } from '@/lib/api';

/** Told in one go of the events that changed (written, moved, attempted) within `ms`; a burst is one call. */
export function useChangedEvents(ms: number, handler: (eventIds: string[]) => void): void {
  const changed = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useChanges(({ changes }) => {
    for (const { Kind, Id } of changes) {
      if ((Kind === 'Event' || Kind === 'Delivery') && Id) changed.current.add(Id);
    }
    if (changed.current.size === 0) return;
    timer.current ??= setTimeout(() => {
      const eventIds = [...changed.current];
      changed.current = new Set();
      timer.current = undefined;
      latest.current(eventIds);
    }, ms);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
