export { subTasksOf, type SubTask, type SubTaskKind } from './sub-tasks';
export { taskDetailQuery } from './task-detail';
export type { TaskOutput } from './task-outputs';
export {
  cancelledCode,
  failureOfDetail,
  failureOfSummary,
  isOpen,
  stateOfDetail,
  stateOfSummary,
  type TaskFailure,
  type TaskState,
} from './task-state';
export { useLiveTask, type TaskPace } from './use-live-task';
