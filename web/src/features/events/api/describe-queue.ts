import { queryOptions } from '@tanstack/react-query';

import { call, serverNow } from '@/lib/api';

export const queueKey = (app: number) => ['events', app, 'queue'] as const;

/** The figures of the queue, and when they were told (server's time): ages go on from there. */
export const queueQuery = (app: number) =>
  queryOptions({
    queryKey: queueKey(app),
    queryFn: async ({ signal }) => ({
      ...(await call('DescribeQueue', { SubAppId: app }, { signal })),
      toldMs: serverNow(),
    }),
    refetchOnMount: 'always',
  });
