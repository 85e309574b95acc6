import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

const tasksMax = 100; // The most that the server gives at once.

/** The tasks of a media, the newest first. */
export const tasksQuery = (app: number, fileId: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'tasks'],
    queryFn: async ({ signal }) => {
      const answer = await call('ListTasks', { SubAppId: app, FileId: fileId, Limit: tasksMax }, { signal });
      return { tasks: answer.TaskSet ?? [], hasMore: Boolean(answer.NextCursor) };
    },
  });
