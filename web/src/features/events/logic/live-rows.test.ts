import { expect, test } from 'vitest';

import type { EventSummary } from '@/lib/wire/types';

import { appendPage, catchUpOf, emptyLog, type EventLog, rowsMax, withEvents, withoutEvent, withWindow } from './live-rows';

const event = (number: number, State = 'done'): EventSummary => ({ EventId: `evt_${number}`, State, CreateTime: '2026-01-01T00:00:00Z' });
const logOf = (numbers: number[], next?: string): EventLog => ({ rows: numbers.map((number) => event(number)), next });
const idsOf = (log: EventLog) => log.rows.map((row) => row.EventId);

test('a new event comes in at the top, by its number and not by its arrival', () => {
  const log = withEvents(logOf([5, 4]), [event(7), event(6)], {});
  expect(idsOf(log)).toEqual(['evt_7', 'evt_6', 'evt_5', 'evt_4']);
});

test('a known event changes in its place', () => {
  const log = withEvents(logOf([5, 4, 3]), [event(4, 'parked')], {});
  expect(log.rows.map((row) => row.State)).toEqual(['done', 'parked', 'done']);
});

test('an event that fits the filter no more leaves, and one that fits now comes in', () => {
  const filter = { States: ['done'] };
  expect(idsOf(withEvents(logOf([5, 4]), [event(5, 'parked')], filter))).toEqual(['evt_4']);
  expect(idsOf(withEvents(logOf([5, 2]), [event(3, 'done')], filter))).toEqual(['evt_5', 'evt_3', 'evt_2']);
});

test('an event older than what is loaded stays out, since there would be a gap', () => {
  expect(idsOf(withEvents(logOf([9, 8], 'evt_8'), [event(3)], {}))).toEqual(['evt_9', 'evt_8']);
});

test('a page goes to the end without rows that are there already', () => {
  const log = appendPage(logOf([9, 8], 'evt_8'), { EventSet: [event(8), event(7)], NextCursor: 'evt_7' });
  expect(idsOf(log)).toEqual(['evt_9', 'evt_8', 'evt_7']);
  expect(log.next).toBe('evt_7');
  expect(appendPage(emptyLog, { EventSet: [] }).next).toBeUndefined();
});

test('what was removed leaves', () => expect(idsOf(withoutEvent(logOf([2, 1]), 'evt_2'))).toEqual(['evt_1']));

test('a window replaces all that is newer than its beginning', () => {
  expect(idsOf(withWindow(logOf([9, 8, 7, 6]), 'evt_7', [event(9), event(10)], {}))).toEqual(['evt_10', 'evt_9', 'evt_7', 'evt_6']);
});

test('beyond the bound the oldest rows are let go, and the cursor goes on from there', () => {
  const numbers = Array.from({ length: rowsMax }, (_, index) => rowsMax - index);
  const log = withEvents(logOf(numbers), [event(rowsMax + 1)], {});
  expect(log.rows).toHaveLength(rowsMax);
  expect(log.next).toBe('evt_2');
});

test('few changes are read singly, many as a window, and a wide span begins anew', () => {
  const log = logOf([20, 19, 18]);
  expect(catchUpOf(['evt_21', 'evt_21', 'evt_19'], log)).toEqual({ by: 'single', eventIds: ['evt_21', 'evt_19'] });
  const many = Array.from({ length: 12 }, (_, index) => `evt_${21 + index}`);
  expect(catchUpOf(many, log)).toEqual({ by: 'window', after: 'evt_20' });
  const wide = Array.from({ length: 12 }, (_, index) => `evt_${21 + index * 1000}`);
  expect(catchUpOf(wide, log)).toEqual({ by: 'reset' });
});

test('a change of an event below the loaded part is nothing to read', () => {
  expect(catchUpOf(['evt_3'], logOf([20, 19], 'evt_19'))).toEqual({ by: 'single', eventIds: [] });
});
