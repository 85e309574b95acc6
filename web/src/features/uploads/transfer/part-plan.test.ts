import { expect, it } from 'vitest';

import { isOnePut, partBytesOf, partsOf } from './part-plan';

const mebibyte = 1 << 20;

it('a small file goes in one PUT', () => {
  expect(isOnePut(8 * mebibyte, partBytesOf(8 * mebibyte))).toBe(true);
  expect(isOnePut(8 * mebibyte + 1, partBytesOf(8 * mebibyte + 1))).toBe(false);
});

it('a huge file has larger parts, at most a thousand of them', () => {
  const bytes = 100 * 1024 * mebibyte;
  expect(partBytesOf(bytes)).toBe(128 * mebibyte);
  expect(partsOf(bytes, partBytesOf(bytes)).length).toBeLessThanOrEqual(1000);
});

it('parts follow each other without a gap to the end of the file', () => {
  expect(partsOf(20, 8)).toEqual([
    { number: 1, begin: 0, end: 8 },
    { number: 2, begin: 8, end: 16 },
    { number: 3, begin: 16, end: 20 },
  ]);
});
