import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';
import type { TaskSummary } from '@/lib/wire/types';

const rowsMax = 100;

/** What only the list tells of a task, such as its CPU seconds; undefined when it has no media, or a hundred newer ones. */
export const taskSummaryQuery = (app: number, taskId: string, fileId: string) =>
  queryOptions({
    queryKey: ['tasks', app, 'summary', taskId],
    queryFn: async ({ signal }): Promise<TaskSummary | null> => {
      const answer = await call('ListTasks', { SubAppId: app, FileId: fileId, Limit: rowsMax }, { signal });
      return answer.TaskSet?.find(({ TaskId }) => TaskId === taskId) ?? null;
    },
    enabled: fileId !== '',
  });
