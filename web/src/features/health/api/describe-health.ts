import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** How the server is, as of now; read again when asked for. */
export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('DescribeHealth', {}, { signal }),
    staleTime: 0,
  });
