import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { RowReader } from './row-reader';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const soon = () => vi.advanceTimersByTimeAsync(0);

test('the first change is read at once, those that come meanwhile together', async () => {
  const batches: string[][] = [];
  let finish = () => undefined as void;
  const reader = new RowReader((ids) => (batches.push(ids), new Promise((done) => (finish = done))));
  reader.ask(['a']);
  reader.ask(['b']);
  reader.ask(['b', 'c']);
  expect(batches).toEqual([['a']]);
  finish();
  await soon();
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('a batch has at most a hundred media', async () => {
  const sizes: number[] = [];
  const reader = new RowReader(async (ids) => void sizes.push(ids.length));
  reader.ask(Array.from({ length: 250 }, (_, i) => String(i)));
  await soon();
  expect(sizes).toEqual([100, 100, 50]);
});

test('what could not be read is read again a second later', async () => {
  const read = vi.fn().mockRejectedValueOnce(new Error('lost')).mockResolvedValue(undefined);
  const reader = new RowReader(read);
  reader.ask(['a']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read.mock.calls).toEqual([[['a']], [['a']]]);
});

test('a closed reader reads nothing more', async () => {
  const read = vi.fn().mockRejectedValue(new Error('lost'));
  const reader = new RowReader(read);
  reader.ask(['a']);
  await soon();
  reader.close();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(read).toHaveBeenCalledTimes(1);
});
