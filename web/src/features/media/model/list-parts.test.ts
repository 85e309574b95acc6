import { expect, test, vi } from 'vitest';

import type { Upload } from '@/lib/uploads';

import { wishOfKey } from './grid-keys';
import { runEach } from './run-each';
import { shiftOf } from './use-kept-scroll';
import { shownUploads } from './use-shown-uploads';

const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

test('keys move within the list and never past its ends', () => {
  const to = (name: string, from: number) => wishOfKey(key(name), from, 20, 7);
  expect(to('ArrowUp', 0)).toMatchObject({ to: 0 });
  expect(to('PageDown', 5)).toMatchObject({ to: 12 });
  expect(to('PageDown', 18)).toMatchObject({ to: 19 });
  expect(to('End', 3)).toMatchObject({ to: 19 });
  expect(to('x', 3)).toBeUndefined();
});

test('with Shift a move is a range, and a letter needs Control', () => {
  expect(wishOfKey(key('ArrowDown', { shiftKey: true }), 1, 20, 7)).toEqual({ kind: 'go', to: 2, isRange: true });
  expect(wishOfKey(key('a', { ctrlKey: true }), 1, 20, 7)).toEqual({ kind: 'all' });
  expect(wishOfKey(key('a'), 1, 20, 7)).toBeUndefined();
});

test('a row is found again when others came or went above it', () => {
  const rows = ['n1', 'n2', 'a', 'b', 'c'];
  const keyAt = (index: number) => rows[index] ?? '';
  expect(shiftOf('b', 1, keyAt)).toBe(2);
  expect(shiftOf('a', 4, keyAt)).toBe(-2);
  expect(shiftOf('gone', 2, keyAt)).toBe(0);
});

test('uploads of the application are listed, the youngest first, until their media is', () => {
  const upload = (id: string, more: Partial<Upload> = {}): Upload => ({
    ...{ id, app: 1, name: id, sizeBytes: 10, sentBytes: 0, bytesPerSecond: 0, state: 'uploading' },
    ...more,
  });
  const all = [
    upload('old'),
    upload('other', { app: 2 }),
    upload('done', { state: 'done' }),
    upload('listed', { fileId: 'f1', state: 'committing' }),
    upload('young', { fileId: 'f2' }),
  ];
  expect(shownUploads(all, 1, [{ FileId: 'f1' }]).map(({ id }) => id)).toEqual(['young', 'old']);
});

test('work on several media goes on after a failure and names it', async () => {
  const onStep = vi.fn();
  const work = async (id: string) => {
    if (id === 'b') throw new Error('no');
  };
  const end = await runEach(['a', 'b', 'c'], work, onStep);
  expect(end.done).toBe(3);
  expect(end.failures.map(({ id }) => id)).toEqual(['b']);
  expect(onStep).toHaveBeenCalledTimes(3);
});
