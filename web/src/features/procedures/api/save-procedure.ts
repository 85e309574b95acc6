import { call, type RequestOf } from '@/lib/api';

/** Makes a task flow, or replaces the whole content of one that is there. */
export async function saveProcedure(isNew: boolean, request: RequestOf<'CreateProcedureTemplate'>): Promise<void> {
  await call(isNew ? 'CreateProcedureTemplate' : 'ResetProcedureTemplate', request);
}
