import type { EventFilter, EventSummary } from '@/lib/wire/types';

export const eventStates = ['queued', 'sending', 'parked', 'unrouted', 'done'] as const;
export type EventState = (typeof eventStates)[number];
export const isEventState = (text: string | null | undefined): text is EventState =>
  eventStates.some((state) => state === text);

const many = { state: 'States', type: 'EventTypes' } as const;
const single = {
  file: 'FileId',
  task: 'TaskId',
  from: 'StartTime',
  until: 'EndTime',
  reason: 'ParkedReason',
} as const;

/** The filter that an address says: `?state=parked&state=sending&type=NewFileUpload&test=yes`. */
export function filterOfSearch(search: URLSearchParams): EventFilter {
  const filter: EventFilter = {};
  for (const [name, member] of Object.entries(many)) {
    const texts = search.getAll(name).filter(Boolean);
    if (texts.length > 0) filter[member] = texts;
  }
  for (const [name, member] of Object.entries(single)) {
    const text = search.get(name);
    if (text) filter[member] = text;
  }
  const test = search.get('test');
  if (test === 'yes' || test === 'no') filter.IsTest = test === 'yes';
  return filter;
}

/** The address of a filter; what else the address says stays. */
export function searchOfFilter(filter: EventFilter, search = new URLSearchParams()): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, member] of Object.entries(many)) {
    next.delete(name);
    filter[member]?.forEach((text) => next.append(name, text));
  }
  for (const [name, member] of Object.entries(single)) {
    next.delete(name);
    if (filter[member]) next.set(name, filter[member]);
  }
  next.delete('test');
  if (filter.IsTest != null) next.set('test', filter.IsTest ? 'yes' : 'no');
  return next;
}

export const isUnfiltered = (filter: EventFilter) => searchOfFilter(filter).size === 0;

/** Whether the server would list the event by the filter. */
export function fits(event: EventSummary, filter: EventFilter): boolean {
  const createdMs = Date.parse(event.CreateTime ?? '');
  return (
    (filter.States ?? [event.State ?? '']).includes(event.State ?? '') &&
    (filter.EventTypes ?? [event.EventType ?? '']).includes(event.EventType ?? '') &&
    (!filter.FileId || filter.FileId === event.FileId) &&
    (!filter.TaskId || filter.TaskId === event.TaskId) &&
    (!filter.StartTime || createdMs >= Date.parse(filter.StartTime)) &&
    (!filter.EndTime || createdMs < Date.parse(filter.EndTime)) &&
    (filter.IsTest == null || filter.IsTest === (event.IsTest ?? false)) &&
    (!filter.ParkedReason || (event.State === 'parked' && filter.ParkedReason === event.ParkedReason))
  );
}
