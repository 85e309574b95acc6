import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The media's row in the list: its status, and why it could not be read. */
export const summaryQuery = (app: number, fileId: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'summary'],
    queryFn: async ({ signal }) =>
      (await call('ListMedia', { SubAppId: app, FileIds: [fileId] }, { signal })).MediaSet?.[0] ?? null,
  });
