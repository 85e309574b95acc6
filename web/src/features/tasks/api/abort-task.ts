import { call } from '@/lib/api';
import type { ManageTaskRequest } from '@/lib/wire/types';

export const abortTaskRequest = (app: number, taskId: string): ManageTaskRequest => ({
  TaskId: taskId,
  OperationType: 'Abort',
  SubAppId: app,
});

/** Takes a waiting task back; no event is sent. */
export const abortTask = (app: number, taskId: string) => call('ManageTask', abortTaskRequest(app, taskId));
