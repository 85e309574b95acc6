import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** A pull's task; progress is told by changes, which ask for it anew. */
export const describePullQuery = (app: number, taskId: string) =>
  queryOptions({
    queryKey: ['uploads', app, 'pull', taskId],
    queryFn: async ({ signal }) => {
      const { Status, PullUploadTask } = await call('DescribeTaskDetail', { SubAppId: app, TaskId: taskId }, { signal });
      return { status: Status ?? 'WAITING', task: PullUploadTask ?? {} };
    },
  });
