import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

export const eventConfigKey = (app: number) => ['callbacks', app, 'events'] as const;

/** The mode, the URL and the cloud's three switches. Somebody else may have set them since: read at each opening. */
export const eventConfigQuery = (app: number) =>
  queryOptions({
    queryKey: eventConfigKey(app),
    queryFn: ({ signal }) => call('DescribeEventConfig', { SubAppId: app }, { signal }),
    refetchOnMount: 'always',
  });
