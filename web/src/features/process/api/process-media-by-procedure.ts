import { call } from '@/lib/api';

import { byProcedureRequest, type Wishes } from '../wishes';

/** Starts a task that does what a procedure says; gives its TaskId. */
export async function processMediaByProcedure(app: number, fileId: string, wishes: Wishes): Promise<string> {
  return (await call('ProcessMediaByProcedure', byProcedureRequest(app, fileId, wishes))).TaskId ?? '';
}
