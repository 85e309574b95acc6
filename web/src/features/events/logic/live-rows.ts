import type { EventFilter, EventSummary, ListEventsResponse } from '@/lib/wire/types';

import { fits } from './event-filter';

/** What is loaded of a log: newest first, without a gap from its newest to its oldest row. Never changed. */
export interface EventLog {
  rows: readonly EventSummary[];
  /** Where older ones go on; none: there are no older ones. */
  next: string | undefined;
}

export const emptyLog: EventLog = { rows: [], next: undefined };

/** More are let go at the old end: they are read again when somebody scrolls there. */
export const rowsMax = 5_000;
// So many changed events are read one by one.
const singlesMax = 8;
// The span of changed events that is read in one go; wider changes begin the log anew.
export const spanMax = 500;

/** 17 of evt_17: events are numbered in the order of their writing. */
export const numberOf = (eventId: string | null | undefined) => Number(eventId?.replace('evt_', '') ?? Number.NaN);
const idOf = (number: number) => `evt_${number}`;

const newestFirst = (a: EventSummary, b: EventSummary) => numberOf(b.EventId) - numberOf(a.EventId);

/** Number of the newest loaded row; 0 when there is none. */
export const newestOf = (log: EventLog) => numberOf(log.rows[0]?.EventId ?? 'evt_0');
const oldestCovered = (log: EventLog) => (log.next === undefined ? 0 : numberOf(log.next));

export function appendPage(log: EventLog, answer: ListEventsResponse): EventLog {
  const known = new Set(log.rows.map((row) => row.EventId));
  const fresh = (answer.EventSet ?? []).filter((row) => !known.has(row.EventId));
  return { rows: [...log.rows, ...fresh], next: answer.NextCursor ?? undefined };
}

function trimmed(log: EventLog): EventLog {
  if (log.rows.length <= rowsMax) return log;
  const rows = log.rows.slice(0, rowsMax);
  return { rows, next: rows.at(-1)?.EventId ?? undefined };
}

/** The log with what was told of single events: new ones come in, known ones change, those that fit no more leave. */
export function withEvents(log: EventLog, told: readonly EventSummary[], filter: EventFilter): EventLog {
  const byId = new Map(log.rows.map((row) => [row.EventId, row]));
  for (const event of told) {
    byId.delete(event.EventId);
    if (fits(event, filter) && numberOf(event.EventId) >= oldestCovered(log)) byId.set(event.EventId, event);
  }
  return trimmed({ ...log, rows: [...byId.values()].sort(newestFirst) });
}

export function withoutEvent(log: EventLog, eventId: string): EventLog {
  return { ...log, rows: log.rows.filter((row) => row.EventId !== eventId) };
}

/** The log with all that fits after an event as it is now: `told` is everything from there to the newest. */
export function withWindow(log: EventLog, after: string, told: readonly EventSummary[], filter: EventFilter): EventLog {
  const before = log.rows.filter((row) => numberOf(row.EventId) <= numberOf(after));
  return withEvents({ ...log, rows: before }, told, filter);
}

/** How the log catches up with changed events: each by itself, all after one of them, or from the beginning. */
export type CatchUp = { by: 'single'; eventIds: string[] } | { by: 'window'; after: string } | { by: 'reset' };

export function catchUpOf(changed: Iterable<string>, log: EventLog): CatchUp {
  const oldest = oldestCovered(log);
  const eventIds = [...new Set(changed)].filter((eventId) => numberOf(eventId) >= oldest);
  if (eventIds.length <= singlesMax) return { by: 'single', eventIds };
  const numbers = eventIds.map(numberOf);
  const first = Math.min(...numbers);
  if (Math.max(...numbers, newestOf(log)) - first >= spanMax) return { by: 'reset' };
  return { by: 'window', after: idOf(first - 1) };
}
