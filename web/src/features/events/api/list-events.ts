import { call, type RequestOf } from '@/lib/api';
import type { EventFilter, ListEventsResponse } from '@/lib/wire/types';

export const pageRows = 50;
// A filter that fits little makes the server stop before it has a page; it says where to go on.
const emptyCallsMax = 4;

export const listEvents = (request: RequestOf<'ListEvents'>, signal?: AbortSignal) =>
  call('ListEvents', { WithContent: true, ...request }, { signal });

/** The next events that fit, newest first, from a cursor on. With rows, or at the end, or after a few calls without any. */
export async function nextEvents(
  app: number,
  filter: EventFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<ListEventsResponse> {
  let answer = await listEvents({ SubAppId: app, Filter: filter, Cursor: cursor, Limit: pageRows }, signal);
  for (let calls = 1; calls < emptyCallsMax && answer.EventSet?.length === 0 && answer.NextCursor; ++calls) {
    answer = await listEvents({ SubAppId: app, Filter: filter, Cursor: answer.NextCursor, Limit: pageRows }, signal);
  }
  return answer;
}
