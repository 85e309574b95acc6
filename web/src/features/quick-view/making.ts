import type { DescribeTaskDetailResponse, TaskSummary } from '@/lib/wire/types';

import { outputId } from './outputs';

/** An output that a task makes, is going to make, or failed to make. */
export interface Making {
  id: string;
  kind: 'transcode' | 'adaptive';
  definition: number;
  state: 'waiting' | 'processing' | 'failed';
  percent: number;
  secondsLeft: number | undefined;
  taskId: string;
  /** Why it failed. */
  code: string;
  message: string;
}

export const isOpen = (task: TaskSummary) => task.Status === 'WAITING' || task.Status === 'PROCESSING';
export const hasFailed = (task: TaskSummary) => task.Status === 'FINISH' && Boolean(task.ErrCodeExt);

/** The tasks whose parts are told with the outputs: the open ones, and the newest when it failed. */
export const tasksToTell = (tasks: TaskSummary[]) => tasks.filter((task, at) => isOpen(task) || (at === 0 && hasFailed(task)));

/** The outputs that a task has not made (yet). */
export function makingOf(task: TaskSummary, detail: DescribeTaskDetailResponse | undefined): Making[] {
  return (detail?.ProcedureTask?.MediaProcessResultSet ?? []).flatMap((part): Making[] => {
    const kind = part.TranscodeTask ? 'transcode' : 'adaptive';
    const result = part.TranscodeTask ?? part.AdaptiveDynamicStreamingTask;
    if (!result || result.Status === 'SUCCESS') return [];
    const hasEnded = result.Status === 'FAIL' || !isOpen(task);
    const definition = result.Input?.Definition ?? 0;
    return [
      {
        id: outputId(kind, definition),
        kind,
        definition,
        state: hasEnded ? 'failed' : task.Status === 'WAITING' ? 'waiting' : 'processing',
        // The parts of a task are made by one run: where a part says less, the task says how far it is.
        percent: Math.min(99, Math.max(result.Progress ?? 0, task.Progress ?? 0)),
        secondsLeft: task.SecondsLeft ?? undefined,
        taskId: task.TaskId ?? '',
        code: result.ErrCodeExt ?? '',
        message: result.Message ?? '',
      },
    ];
  });
}
