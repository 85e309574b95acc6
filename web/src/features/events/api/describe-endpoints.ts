import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

export const endpointsKey = (app: number) => ['events', app, 'endpoints'] as const;

/** How the callback URLs of an application are doing. */
export const endpointsQuery = (app: number) =>
  queryOptions({
    queryKey: endpointsKey(app),
    queryFn: async ({ signal }) => (await call('DescribeEndpoints', { SubAppId: app }, { signal })).EndpointSet ?? [],
    refetchOnMount: 'always',
  });
