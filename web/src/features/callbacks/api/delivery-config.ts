import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

export const deliveryConfigKey = (app: number) => ['callbacks', app, 'delivery'] as const;

/** All that is set beyond the cloud's API: switches of every type, retries, limits, secrets, files. */
export const deliveryConfigQuery = (app: number) =>
  queryOptions({
    queryKey: deliveryConfigKey(app),
    queryFn: ({ signal }) => call('DescribeDeliveryConfig', { SubAppId: app }, { signal }),
    refetchOnMount: 'always',
  });
