import { call } from '@/lib/api';
import type { CancelTaskRequest } from '@/lib/wire/types';

export const cancelTaskRequest = (app: number, taskId: string): CancelTaskRequest => ({ TaskId: taskId, SubAppId: app });

/** Ends a waiting or running task with InternalError.Cancelled; its event is sent. */
export const cancelTask = (app: number, taskId: string) => call('CancelTask', cancelTaskRequest(app, taskId));
