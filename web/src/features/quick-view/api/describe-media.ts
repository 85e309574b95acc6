import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The whole answer about a media; its MediaInfoSet is empty when there is no such media. */
export const mediaQuery = (app: number, fileId: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'media'],
    queryFn: ({ signal }) => call('DescribeMediaInfos', { FileIds: [fileId], SubAppId: app }, { signal }),
  });
