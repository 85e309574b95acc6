import { infiniteQueryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';
import type { TaskSummary } from '@/lib/wire/types';

import { isPicked, isShown, type TaskFilters, wireStatus } from '../filters';

export interface TaskPage {
  tasks: TaskSummary[];
  nextCursor?: string;
}

const rowsWanted = 50;
const rowsAtOnceMax = 100; // The most that the API gives.
const callsMax = 10;

/** One page of rows. Where they are picked from what the API lists, it reads on until the page is full, for some calls. */
export async function readPage(app: number, filters: TaskFilters, cursor: string | undefined, signal: AbortSignal): Promise<TaskPage> {
  const tasks: TaskSummary[] = [];
  let next = cursor;
  for (let calls = 1; ; calls += 1) {
    const request = {
      SubAppId: app,
      Status: filters.status && wireStatus[filters.status],
      TaskType: filters.type,
      FileId: filters.fileId,
      Limit: isPicked(filters) ? rowsAtOnceMax : rowsWanted,
      Cursor: next,
    };
    const answer = await call('ListTasks', request, { signal });
    tasks.push(...(answer.TaskSet ?? []).filter((task) => isShown(task, filters)));
    next = answer.NextCursor ?? undefined;
    if (!next || tasks.length >= rowsWanted || !isPicked(filters) || calls >= callsMax) return { tasks, nextCursor: next };
  }
}

export const tasksKey = (app: number) => ['tasks', app, 'list'];

/** The tasks of an application, the newest first, page by page. */
export const tasksQuery = (app: number, filters: TaskFilters) =>
  infiniteQueryOptions({
    queryKey: [...tasksKey(app), filters],
    queryFn: ({ signal, pageParam }) => readPage(app, filters, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
