import { expect, test } from 'vitest';

import type { ChangeInfo, MediaSummary } from '@/lib/wire/types';

import { idOf, type MediaRows, withChanges, withPage, withRowsReadAnew, withStrangers } from './media-rows';

const media = (id: string, more: Partial<MediaSummary> = {}): MediaSummary => ({ FileId: id, Name: id, Status: 'Normal', ...more });
const created = (id: string, minute: number) => media(id, { CreateTime: `2026-01-01T00:0${minute}:00Z` });
const listOf = (...rows: MediaSummary[]): MediaRows => ({ rows });
const ids = (list: MediaRows) => list.rows.map(idOf);
const progress = (file: string, task: string, percent: number): ChangeInfo => ({
  Kind: 'Task',
  Id: task,
  FileId: file,
  Progress: percent,
  Speed: 2,
  SecondsLeft: 9,
});
const worked = media('b', { Status: 'Processing', Task: { TaskId: 't1', Status: 'WAITING', Progress: 0 } });

test('pages follow each other, and a media that moved comes once', () => {
  const first = withPage({ rows: [] }, undefined, { MediaSet: [media('a'), media('b')], NextCursor: 'n' });
  const both = withPage(first, 'n', { MediaSet: [media('b'), media('c')] });
  expect(ids(both)).toEqual(['a', 'b', 'c']);
  expect(both.next).toBeUndefined();
});

test('a page that belongs to what was read before is left out', () => {
  const list = { rows: [media('a')], next: 'now' };
  expect(withPage(list, 'before', { MediaSet: [media('b')] })).toBe(list);
});

test('rows that were read anew stay in their places; the others are the same objects', () => {
  const before = listOf(media('a'), media('b'), media('c'));
  const { list } = withRowsReadAnew(before, ['b'], [media('b', { Name: 'new' })]);
  expect(list.rows.map((row) => row.Name)).toEqual(['a', 'new', 'c']);
  expect(list.rows[0]).toBe(before.rows[0]);
});

test('what does not come back is deleted, what is not known is a stranger', () => {
  const { list, strangers } = withRowsReadAnew(listOf(media('a'), media('b')), ['a', 'x'], [media('x')]);
  expect(ids(list)).toEqual(['b']);
  expect(strangers.map(idOf)).toEqual(['x']);
});

test('new media come on top in the order of their making', () => {
  const list = withStrangers(listOf(created('c', 3), created('b', 2)), [created('e', 5), created('d', 4)]);
  expect(ids(list)).toEqual(['e', 'd', 'c', 'b']);
});

test('an old media whose place is not read yet does not come', () => {
  const list = { rows: [created('c', 3)], next: 'n' };
  expect(ids(withStrangers(list, [created('a', 1)]))).toEqual(['c']);
  expect(ids(withStrangers({ rows: list.rows }, [created('a', 1)]))).toEqual(['c', 'a']);
});

test('progress goes into the row without a call', () => {
  const before = listOf(media('a'), worked);
  const { list, stale } = withChanges(before, [progress('b', 't1', 42)]);
  expect(stale).toEqual([]);
  expect(list.rows[1]?.Task).toEqual({ TaskId: 't1', Status: 'PROCESSING', Progress: 42, Speed: 2, SecondsLeft: 9 });
  expect(list.rows[0]).toBe(before.rows[0]);
});

test('a task that no row shows yet has its media read anew, another task of the same media has not', () => {
  expect(withChanges(listOf(media('a')), [progress('a', 't9', 5)]).stale).toEqual(['a']);
  const before = listOf(worked);
  expect(withChanges(before, [progress('b', 't0', 5)])).toEqual({ list: before, stale: [] });
});

test('changes of media, ends of tasks and events have the media read anew', () => {
  const { stale } = withChanges(listOf(worked), [
    { Kind: 'Media', Id: 'a', FileId: 'a' },
    { Kind: 'Task', Id: 't1', FileId: 'b' },
    progress('c', 't3', 100),
    { Kind: 'Event', Id: '1', FileId: 'd' },
    { Kind: 'Delivery', Id: '2', FileId: 'e' },
  ]);
  expect(stale).toEqual(['a', 'b', 'c', 'd']);
});
