import type { TaskSummary } from '@/lib/wire/types';

/** The place of each waiting task, from 1, by TaskId. */
export type Places = Record<string, number>;

/** The order in which waiting tasks begin: the highest priority first, then the oldest. The list comes the newest first. */
export function placesOf(waiting: TaskSummary[]): Places {
  const order = waiting
    .map((task, at) => ({ task, at }))
    .sort((a, b) => (b.task.Priority ?? 0) - (a.task.Priority ?? 0) || b.at - a.at);
  return Object.fromEntries(order.map(({ task }, at) => [task.TaskId ?? '', at + 1]));
}
