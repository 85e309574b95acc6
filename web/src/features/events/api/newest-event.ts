import { call } from '@/lib/api';

/** The id of the newest event; none while there is no event. What comes after it is not meant by an order. */
export async function newestEvent(app: number, signal?: AbortSignal): Promise<string | undefined> {
  const answer = await call('ListEvents', { SubAppId: app, Limit: 1 }, { signal });
  return answer.EndCursor ?? undefined;
}
