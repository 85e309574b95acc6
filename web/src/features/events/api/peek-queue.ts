import { queryOptions } from '@tanstack/react-query';

import { listEvents } from './list-events';

export const peekedRows = 10;

/** The events that PullEvents would hand out first; looking at them leases nothing. */
export const peekQuery = (app: number) =>
  queryOptions({
    queryKey: ['events', app, 'peek'],
    queryFn: async ({ signal }) =>
      (await listEvents({ SubAppId: app, Filter: { States: ['queued'] }, Order: 'Asc', Limit: peekedRows }, signal))
        .EventSet ?? [],
    refetchOnMount: 'always',
  });
