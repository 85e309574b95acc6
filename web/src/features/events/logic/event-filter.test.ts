import { expect, test } from 'vitest';

import { filterOfSearch, fits, isUnfiltered, searchOfFilter } from './event-filter';
import { filterOfOrder, takes } from './order-states';
import { stateOf, wayOf } from './state-of-event';

test('a filter goes through the address and comes back', () => {
  const filter = {
    States: ['parked', 'sending'],
    EventTypes: ['NewFileUpload'],
    FileId: '5285890784273533167',
    StartTime: '2026-01-01T00:00:00Z',
    ParkedReason: 'gone',
    IsTest: false,
  };
  expect(filterOfSearch(searchOfFilter(filter))).toEqual(filter);
  expect(isUnfiltered(filterOfSearch(new URLSearchParams('test=maybe&state=')))).toBe(true);
});

test('what else the address says stays', () => {
  expect(searchOfFilter({}, new URLSearchParams('tab=x&state=done')).toString()).toBe('tab=x');
});

test('an event fits as the server would list it', () => {
  const event = { EventType: 'PullComplete', State: 'parked', ParkedReason: 'gone', CreateTime: '2026-01-01T00:00:00Z', IsTest: true };
  expect(fits(event, {})).toBe(true);
  expect(fits(event, { States: ['done'] })).toBe(false);
  expect(fits(event, { StartTime: '2026-01-01T00:00:00Z' })).toBe(true);
  expect(fits(event, { EndTime: '2026-01-01T00:00:00Z' })).toBe(false);
  expect(fits(event, { IsTest: false })).toBe(false);
  expect(fits(event, { ParkedReason: 'gone' })).toBe(true);
  expect(fits({ ...event, State: 'done' }, { ParkedReason: 'gone' })).toBe(false);
});

test('an order takes of the filter on screen the states that it can', () => {
  expect(filterOfOrder('redeliver', {})?.States).toEqual(['done', 'unrouted']);
  expect(filterOfOrder('park', { States: ['queued', 'done'] })?.States).toEqual(['queued']);
  expect(filterOfOrder('unpark', { States: ['done'] })).toBeUndefined();
  expect(filterOfOrder('purge', { FileId: '1' })).toEqual({ FileId: '1', States: ['queued', 'sending', 'parked'] });
  expect(takes('redeliver', 'queued', 'Queue')).toBe(false);
  expect(takes('redeliver', 'queued', 'Callback')).toBe(true);
});

test.each([
  [{ State: 'queued', Deliveries: 0 }, 'queued', 'queue'],
  [{ State: 'queued', Deliveries: 2 }, 'handedOut', 'queue'],
  [{ State: 'sending', Attempts: 0 }, 'sending', 'callback'],
  [{ State: 'sending', Attempts: 3 }, 'retrying', 'callback'],
  [{ State: 'done', Attempts: 1 }, 'delivered', 'callback'],
  [{ State: 'done', Attempts: 1, Deliveries: 1 }, 'confirmed', 'queue'],
  [{ State: 'unrouted' }, 'unrouted', 'nowhere'],
  [{ State: 'parked', Attempts: 9 }, 'parked', 'callback'],
])('%o is %s by %s', (event, word, way) => {
  expect(stateOf(event).word).toBe(word);
  expect(wayOf(event)).toBe(way);
});
