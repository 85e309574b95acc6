import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The applications that the key may use. */
export const applicationsQuery = () =>
  queryOptions({
    queryKey: ['applications'],
    queryFn: async ({ signal }) => (await call('DescribeSubAppIds', {}, { signal })).SubAppIdInfoSet ?? [],
  });
