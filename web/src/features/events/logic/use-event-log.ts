import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { EventFilter } from '@/lib/wire/types';

import { catchUp, countNewer } from '../api/catch-up';
import { eventLogKey, eventLogQuery } from '../api/event-log';
import { nextEvents } from '../api/list-events';
import { appendPage, emptyLog, type EventLog, newestOf, numberOf } from './live-rows';
import { useChangedEvents } from './use-changed-events';

// Events of one burst come in together; still far within the time in which a change is to be seen.
const burstMs = 60;

/** The log on screen: its rows, its older pages, and what is held back while it is paused. */
export function useEventLog(app: number, filter: EventFilter) {
  const client = useQueryClient();
  const { data: log = emptyLog, error, isPending, refetch } = useQuery(eventLogQuery(app, filter));
  const [isLive, setIsLive] = useState(true);
  const held = useRef(new Set<string>());
  // Of the filter that it was counted for.
  const [newer, setNewer] = useState({ key: '', count: 0 });
  const key = JSON.stringify(filter);

  const older = useMutation({
    mutationFn: (cursor: string) => nextEvents(app, filter, cursor),
    onSuccess: (answer) =>
      client.setQueryData<EventLog>(eventLogKey(app, filter), (now) => appendPage(now ?? emptyLog, answer)),
  });

  // A call that failed is made up for by the next change, or by the reset after a lost connection.
  const bringUp = (eventIds: string[]) => void catchUp(client, app, filter, eventIds).catch(() => undefined);

  useChangedEvents(burstMs, (eventIds) => {
    if (isLive) return bringUp(eventIds);
    eventIds.forEach((eventId) => held.current.add(eventId));
    const newest = newestOf(log);
    if (!eventIds.some((eventId) => numberOf(eventId) > newest)) return;
    countNewer(app, filter, `evt_${newest}`).then((count) => setNewer({ key, count }), () => undefined);
  });

  return {
    log,
    error,
    isPending,
    refetch,
    isLive,
    setIsLive: (next: boolean) => {
      setIsLive(next);
      if (!next) return;
      const eventIds = [...held.current];
      held.current = new Set();
      setNewer({ key: '', count: 0 });
      if (eventIds.length > 0) bringUp(eventIds);
    },
    heldCount: newer.key === key ? newer.count : 0,
    isReadingOlder: older.isPending,
    olderError: older.error,
    readOlder: () => {
      if (log.next && !older.isPending) older.mutate(log.next);
    },
  };
}
