import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** What an application holds. */
export const usageQuery = (app: number) =>
  queryOptions({
    queryKey: ['usage', app],
    queryFn: ({ signal }) => call('DescribeUsage', { SubAppId: app }, { signal }),
    // Counts are for looking at, not for waiting on.
    staleTime: 30_000,
  });
