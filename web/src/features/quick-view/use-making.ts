import { useQueries } from '@tanstack/react-query';

import type { TaskSummary } from '@/lib/wire/types';

import { taskDetailQuery } from './api/describe-task';
import { type Making, makingOf, tasksToTell } from './making';

/** The outputs that are being made of a media, or that its newest task failed to make. */
export function useMaking(app: number, fileId: string, tasks: TaskSummary[]): Making[] {
  const told = tasksToTell(tasks).filter(({ TaskId, TaskType }) => TaskId && TaskType === 'Procedure');
  const details = useQueries({ queries: told.map(({ TaskId }) => taskDetailQuery(app, fileId, TaskId ?? '')) });
  return told.flatMap((task, at) => makingOf(task, details[at]?.data));
}
