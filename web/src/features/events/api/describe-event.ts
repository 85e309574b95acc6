import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

export const eventKey = (app: number, eventId: string) => ['events', app, 'event', eventId] as const;

export const describeEvent = (app: number, eventId: string, signal?: AbortSignal) =>
  call('DescribeEvent', { SubAppId: app, EventId: eventId }, { signal });

/** One event with its content, attempts and destinations. */
export const eventQuery = (app: number, eventId: string) =>
  queryOptions({
    queryKey: eventKey(app, eventId),
    queryFn: ({ signal }) => describeEvent(app, eventId, signal),
  });
