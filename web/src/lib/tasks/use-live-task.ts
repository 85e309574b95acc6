import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { useChanges } from '@/lib/api';

import { subTasksOf } from './sub-tasks';
import { taskDetailQuery } from './task-detail';
import { stateOfDetail } from './task-state';

/** How far a task is: from the changes, which tell speed and time left, too. */
export interface TaskPace {
  percent: number;
  speed?: number;
  secondsLeft?: number;
}

// A running task is told twice a second; what each of its outputs has done is read at most this often.
const readEveryMs = 1_000;

/** A task that stays up to date while it is on screen. */
export function useLiveTask(app: number, taskId: string) {
  const client = useQueryClient();
  const options = taskDetailQuery(app, taskId);
  const query = useQuery(options);
  const [pace, setPace] = useState<TaskPace & { taskId: string }>();
  const readAt = useRef(0);
  useChanges(({ changes }) => {
    const change = changes.findLast(({ Kind, Id }) => Kind === 'Task' && Id === taskId);
    if (!change) return;
    if (change.Progress != null) {
      setPace({
        taskId,
        percent: change.Progress,
        speed: change.Speed ?? undefined,
        secondsLeft: change.SecondsLeft ?? undefined,
      });
    }
    // Without progress, or with all of it, it has begun or ended: that is never left out.
    const now = Date.now();
    const isUnderWay = change.Progress != null && change.Progress < 100;
    if (isUnderWay && query.data?.Status === 'PROCESSING' && now - readAt.current < readEveryMs) return;
    readAt.current = now;
    void client.invalidateQueries({ queryKey: options.queryKey, exact: true });
  });
  const { data: detail } = query;
  const told = pace?.taskId === taskId ? pace : undefined;
  return { ...query, detail, state: detail && stateOfDetail(detail), pace: told ?? (detail && meanPace(detail)) };
}

function meanPace(detail: Parameters<typeof subTasksOf>[0]): TaskPace {
  const parts = subTasksOf(detail);
  const sum = parts.reduce((done, part) => done + part.percent, 0);
  return { percent: parts.length > 0 ? Math.round(sum / parts.length) : 0 };
}
