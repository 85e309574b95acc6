import { beforeEach, expect, test, vi } from 'vitest';

import { filtersOf, searchOf } from './filters';
import { readPage } from './api/list-tasks';
import { moved, paceOf } from './live';
import { placesOf } from './places';
import { workedSeconds } from './times';

const call = vi.hoisted(() => vi.fn());
vi.mock('@/lib/api', () => ({ call }));
beforeEach(() => call.mockReset());

const { signal } = new AbortController();

test('filters come back from the address; unknown words are left out', () => {
  const filters = { status: 'failed', type: 'PullUpload', fileId: '12' } as const;
  expect(filtersOf(searchOf(filters))).toEqual(filters);
  expect(filtersOf(new URLSearchParams('status=odd&type=&file='))).toEqual({});
});

test('waiting tasks begin by priority, then by age', () => {
  const newestFirst = [
    { TaskId: 'new', Priority: 0 },
    { TaskId: 'urgent', Priority: 5 },
    { TaskId: 'old', Priority: 0 },
    { TaskId: 'late', Priority: -1 },
  ];
  expect(placesOf(newestFirst)).toEqual({ urgent: 1, old: 2, new: 3, late: 4 });
});

test('failed tasks are picked from the finished ones until the page is full', async () => {
  const page = (cursor: string | undefined, failed: number) => ({
    TaskSet: Array.from({ length: 100 }, (_, at) => ({ TaskId: String(at), Status: 'FINISH', ErrCodeExt: at < failed ? 'SourceFileError' : '' })),
    NextCursor: cursor,
  });
  call.mockResolvedValueOnce(page('2', 30)).mockResolvedValueOnce(page('3', 40)).mockResolvedValueOnce(page(undefined, 99));
  const { tasks, nextCursor } = await readPage(7, { status: 'failed' }, undefined, signal);
  expect([tasks.length, nextCursor, call.mock.calls.length]).toEqual([70, '3', 2]);
  expect(call.mock.calls[1]?.[1]).toMatchObject({ Status: 'FINISH', Cursor: '2' });
});

test('progress goes into the row of a running task; what begins or ends has the list read', () => {
  const row = { TaskId: 'a', Status: 'PROCESSING', Progress: 3 };
  const pages = { pages: [{ tasks: [row, { TaskId: 'b', Status: 'WAITING' }] }], pageParams: [undefined] };
  const step = (...changes: { Id: string; Progress?: number; Speed?: number }[]) =>
    moved(pages, paceOf(changes.map((change) => ({ Kind: 'Task', ...change }))));
  const after = step({ Id: 'a', Progress: 4 }, { Id: 'a', Progress: 50, Speed: 2 });
  expect(after.pages.pages[0]?.tasks[0]).toMatchObject({ Progress: 50, Speed: 2 });
  expect(after.isStale).toBe(false);
  expect(step({ Id: 'a' }).isStale).toBe(true);
  expect(step({ Id: 'a', Progress: 100 }).isStale).toBe(true);
  expect(step({ Id: 'b', Progress: 0 }).isStale).toBe(true);
  expect(step({ Id: 'unknown', Progress: 10 }).isStale).toBe(true);
});

test('the time worked ends with the task, or is counted until now', () => {
  const begun = { BeginProcessTime: '2026-01-01T00:00:10Z' };
  expect(workedSeconds({ ...begun, FinishTime: '2026-01-01T00:00:25Z', Status: 'FINISH' }, 0)).toBe(15);
  expect(workedSeconds({ ...begun, FinishTime: '', Status: 'PROCESSING' }, Date.parse('2026-01-01T00:00:12Z'))).toBe(2);
  expect(workedSeconds({ BeginProcessTime: '', Status: 'WAITING' }, 0)).toBeUndefined();
});
