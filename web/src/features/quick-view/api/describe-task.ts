import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

export const taskDetailQuery = (app: number, fileId: string, taskId: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'task', taskId],
    queryFn: ({ signal }) => call('DescribeTaskDetail', { TaskId: taskId, SubAppId: app }, { signal }),
  });
