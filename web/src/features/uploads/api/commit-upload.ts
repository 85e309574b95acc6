import { call } from '@/lib/api';

/** Makes a media of what was uploaded. The same key again gives the same FileId, so a lost answer is asked for again. */
export async function commitUpload(app: number, sessionKey: string, signal: AbortSignal): Promise<string> {
  const answer = await call('CommitUpload', { SubAppId: app, VodSessionKey: sessionKey }, { signal });
  return answer.FileId ?? '';
}
