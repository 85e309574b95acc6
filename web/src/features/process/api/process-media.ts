import { call } from '@/lib/api';

import { processMediaRequest, type Wishes } from '../wishes';

/** Starts a task that makes outputs; gives its TaskId. */
export async function processMedia(app: number, fileId: string, wishes: Wishes): Promise<string> {
  return (await call('ProcessMedia', processMediaRequest(app, fileId, wishes))).TaskId ?? '';
}
