import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The classes (categories) that a media can be put into. Read whenever a dialog opens. */
export const listClassesQuery = (app: number) =>
  queryOptions({
    queryKey: ['uploads', app, 'classes'],
    queryFn: async ({ signal }) => (await call('DescribeAllClass', { SubAppId: app }, { signal })).ClassInfoSet ?? [],
    staleTime: 0,
  });
