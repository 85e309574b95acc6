import type { DescribeTaskDetailResponse, TaskSummary } from '@/lib/wire/types';

import { subTasksOf } from './sub-tasks';

/** The state of a task as a person tells it: an end is good, bad, or wished for. */
export type TaskState = 'waiting' | 'processing' | 'done' | 'failed' | 'cancelled' | 'aborted';

export const cancelledCode = 'InternalError.Cancelled';

export interface TaskFailure {
  code: string;
  message: string;
}

function stateOf(status: string | null | undefined, failure: TaskFailure | undefined): TaskState {
  if (status === 'WAITING') return 'waiting';
  if (status === 'PROCESSING') return 'processing';
  if (status === 'ABORTED') return 'aborted';
  if (!failure) return 'done';
  return failure.code === cancelledCode ? 'cancelled' : 'failed';
}

export const isOpen = (state: TaskState) => state === 'waiting' || state === 'processing';

/** Why a task failed; undefined while it has not. */
export function failureOfSummary({ Status, ErrCodeExt, Message }: TaskSummary): TaskFailure | undefined {
  if (Status !== 'FINISH' || (!ErrCodeExt && !Message)) return undefined;
  return { code: ErrCodeExt ?? '', message: Message ?? '' };
}

export const stateOfSummary = (task: TaskSummary): TaskState => stateOf(task.Status, failureOfSummary(task));

/** The first failure among what the task makes. */
export function failureOfDetail(detail: DescribeTaskDetailResponse): TaskFailure | undefined {
  const failed = subTasksOf(detail).find(({ state }) => state === 'failed');
  return failed?.failure;
}

export const stateOfDetail = (detail: DescribeTaskDetailResponse): TaskState =>
  stateOf(detail.Status, detail.Status === 'FINISH' ? failureOfDetail(detail) : undefined);
