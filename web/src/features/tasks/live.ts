import type { InfiniteData } from '@tanstack/react-query';

import type { ChangeInfo } from '@/lib/wire/types';

import type { TaskPage } from './api/list-tasks';

type Pages = InfiniteData<TaskPage>;

/** Changes that only move a running task on, by TaskId; the others make rows begin, end or appear. */
export function paceOf(changes: ChangeInfo[]): Map<string, ChangeInfo> {
  const last = new Map<string, ChangeInfo>();
  for (const change of changes) if (change.Kind === 'Task' && change.Id) last.set(change.Id, change);
  return last;
}

/** The pages with the running tasks moved on, and whether a change was more than that, so that the list has to be read. */
export function moved(pages: Pages, changes: Map<string, ChangeInfo>): { pages: Pages; isStale: boolean } {
  const left = new Map(changes);
  const next = pages.pages.map((page) => {
    if (!page.tasks.some(({ TaskId }) => changes.has(TaskId ?? ''))) return page;
    return {
      ...page,
      tasks: page.tasks.map((task) => {
        const change = changes.get(task.TaskId ?? '');
        if (!change || change.Progress == null || task.Status !== 'PROCESSING') return task;
        // The end may be told while the last progress still stands beside it.
        if (change.Progress < 100) left.delete(task.TaskId ?? '');
        return { ...task, Progress: change.Progress, Speed: change.Speed, SecondsLeft: change.SecondsLeft };
      }),
    };
  });
  return { pages: { ...pages, pages: next }, isStale: left.size > 0 };
}
