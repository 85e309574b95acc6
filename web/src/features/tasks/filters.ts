import { stateOfSummary, type TaskState } from '@/lib/tasks';
import type { TaskSummary } from '@/lib/wire/types';

export const statusChoices = ['waiting', 'processing', 'done', 'failed', 'aborted'] as const;
export type StatusChoice = (typeof statusChoices)[number];

export const typeChoices = ['Procedure', 'PullUpload', 'EditMedia', 'ComposeMedia', 'SplitMedia', 'DescribeFileAttributes'] as const;
export type TypeChoice = (typeof typeChoices)[number];

/** What the list shows; undefined is all. It stands in the address. */
export interface TaskFilters {
  status?: StatusChoice;
  type?: TypeChoice;
  fileId?: string;
}

export function filtersOf(search: URLSearchParams): TaskFilters {
  return {
    status: statusChoices.find((one) => one === search.get('status')),
    type: typeChoices.find((one) => one === search.get('type')),
    fileId: search.get('file') || undefined,
  };
}

export function searchOf({ status, type, fileId }: TaskFilters): URLSearchParams {
  const search = new URLSearchParams();
  if (status) search.set('status', status);
  if (type) search.set('type', type);
  if (fileId) search.set('file', fileId);
  return search;
}

/** The API's word; ended well and ended badly are one for it. */
export const wireStatus: Record<StatusChoice, string> = {
  waiting: 'WAITING',
  processing: 'PROCESSING',
  done: 'FINISH',
  failed: 'FINISH',
  aborted: 'ABORTED',
};

const statesOfChoice: Record<StatusChoice, TaskState[]> = {
  waiting: ['waiting'],
  processing: ['processing'],
  done: ['done'],
  failed: ['failed', 'cancelled'],
  aborted: ['aborted'],
};

export const isShown = (task: TaskSummary, { status }: TaskFilters) => !status || statesOfChoice[status].includes(stateOfSummary(task));

/** Whether rows have to be picked from what the API lists. */
export const isPicked = ({ status }: TaskFilters) => status === 'done' || status === 'failed';
