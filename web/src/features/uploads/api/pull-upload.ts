import { call, type RequestOf } from '@/lib/api';

export type PullRequest = RequestOf<'PullUpload'>;

/** Gives the id of the task that fetches the file. */
export async function pullUpload(request: PullRequest): Promise<string> {
  return (await call('PullUpload', request)).TaskId ?? '';
}
