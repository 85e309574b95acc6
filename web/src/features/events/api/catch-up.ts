import type { QueryClient } from '@tanstack/react-query';

import { ApiError } from '@/lib/api';
import type { EventFilter, EventSummary } from '@/lib/wire/types';

import { catchUpOf, type EventLog, spanMax, withEvents, withoutEvent, withWindow } from '../logic/live-rows';
import { describeEvent, eventKey } from './describe-event';
import { eventLogKey } from './event-log';
import { listEvents } from './list-events';

const callRows = 100;
// There is no event 0: after it means from the first.
const cursorOf = (after: string) => (after === 'evt_0' ? undefined : after);

// Undefined for one that was purged or has aged out.
async function readOne(client: QueryClient, app: number, eventId: string): Promise<EventSummary | undefined> {
  try {
    const answer = await describeEvent(app, eventId);
    client.setQueryData(eventKey(app, eventId), answer);
    return answer.Event ?? undefined;
  } catch (failure) {
    if (failure instanceof ApiError && failure.code === 'ResourceNotFound') return undefined;
    throw failure;
  }
}

async function readAfter(app: number, filter: EventFilter, after: string): Promise<EventSummary[]> {
  const rows: EventSummary[] = [];
  let cursor = cursorOf(after);
  do {
    const answer = await listEvents({ SubAppId: app, Filter: filter, Order: 'Asc', Cursor: cursor, Limit: callRows });
    rows.push(...(answer.EventSet ?? []));
    cursor = answer.NextCursor ?? undefined;
  } while (cursor && rows.length < spanMax * 2);
  return rows;
}

/** Brings the loaded log up to what became of the changed events: few are read singly, many in one walk. */
export async function catchUp(client: QueryClient, app: number, filter: EventFilter, changed: string[]): Promise<void> {
  const key = eventLogKey(app, filter);
  const log = client.getQueryData<EventLog>(key);
  if (!log) return;
  const plan = catchUpOf(changed, log);
  const change = (to: (log: EventLog) => EventLog) =>
    client.setQueryData<EventLog>(key, (now) => (now ? to(now) : undefined));
  if (plan.by === 'single') {
    await Promise.all(
      plan.eventIds.map(async (eventId) => {
        const event = await readOne(client, app, eventId);
        change((now) => (event ? withEvents(now, [event], filter) : withoutEvent(now, eventId)));
      }),
    );
    return;
  }
  for (const eventId of changed) void client.invalidateQueries({ queryKey: eventKey(app, eventId) });
  if (plan.by === 'reset') {
    await client.resetQueries({ queryKey: key });
    return;
  }
  const told = await readAfter(app, filter, plan.after);
  change((now) => withWindow(now, plan.after, told, filter));
}

/** How many newer events fit than the log has, 100 at most. */
export async function countNewer(app: number, filter: EventFilter, after: string): Promise<number> {
  const walk = { Order: 'Asc', Cursor: cursorOf(after), Limit: callRows, WithContent: false };
  return (await listEvents({ SubAppId: app, Filter: filter, ...walk })).EventSet?.length ?? 0;
}
