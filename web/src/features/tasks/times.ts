import type { TaskSummary } from '@/lib/wire/types';

/** How long a task has worked, in seconds: until its end, or until now. Undefined before it begins. */
export function workedSeconds({ BeginProcessTime, FinishTime, Status }: TaskSummary, nowMs: number): number | undefined {
  if (!BeginProcessTime) return undefined;
  const endMs = FinishTime ? Date.parse(FinishTime) : Status === 'PROCESSING' ? nowMs : undefined;
  return endMs === undefined ? undefined : Math.max(0, (endMs - Date.parse(BeginProcessTime)) / 1000);
}
