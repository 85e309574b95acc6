import { queryOptions } from '@tanstack/react-query';

import type { EventFilter } from '@/lib/wire/types';

import { appendPage, emptyLog } from '../logic/live-rows';
import { nextEvents } from './list-events';

export const eventLogKey = (app: number, filter: EventFilter) => ['events', app, 'log', filter] as const;

/** The newest events that fit. What comes after, and older pages, are put into the same entry (use-event-log). */
export const eventLogQuery = (app: number, filter: EventFilter) =>
  queryOptions({
    queryKey: eventLogKey(app, filter),
    queryFn: async ({ signal }) => appendPage(emptyLog, await nextEvents(app, filter, undefined, signal)),
    // Changes are heard while the log is on screen alone.
    refetchOnMount: 'always',
  });
