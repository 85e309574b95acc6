import { expect, test } from 'vitest';

import { allOf, noSelection, stillThere, toggled, withRange } from './selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('');

test('a row is chosen and let go', () => {
  const one = toggled(noSelection, 'b');
  expect(chosen(one)).toBe('b');
  expect(chosen(toggled(one, 'b'))).toBe('');
});

test('a range goes from the last single choice, in both directions, and adds to what is chosen', () => {
  const from = toggled(toggled(noSelection, 'a'), 'c');
  expect(chosen(withRange(from, order, 'e'))).toBe('acde');
  expect(chosen(withRange(from, order, 'b'))).toBe('abc');
});

test('a range without its beginning is the row alone', () => {
  expect(chosen(withRange(noSelection, order, 'd'))).toBe('d');
  expect(chosen(withRange(toggled(noSelection, 'gone'), order, 'd'))).toBe('dgone');
});

test('what left the list is not chosen any more', () => {
  const all = allOf(order);
  expect(chosen(stillThere(all, ['b', 'd']))).toBe('bd');
  expect(stillThere(all, order)).toBe(all);
});
