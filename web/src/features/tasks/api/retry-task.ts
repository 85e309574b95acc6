import { call } from '@/lib/api';
import type { RetryTaskRequest } from '@/lib/wire/types';

export const retryTaskRequest = (app: number, taskId: string): RetryTaskRequest => ({ TaskId: taskId, SubAppId: app });

/** Starts a failed task again; gives the TaskId of the new one. */
export const retryTask = async (app: number, taskId: string) => (await call('RetryTask', retryTaskRequest(app, taskId))).TaskId ?? '';
