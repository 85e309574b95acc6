import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** One task with all that it makes. */
export const taskDetailQuery = (app: number, taskId: string) =>
  queryOptions({
    queryKey: ['task', app, taskId],
    queryFn: ({ signal }) => call('DescribeTaskDetail', { SubAppId: app, TaskId: taskId }, { signal }),
  });
