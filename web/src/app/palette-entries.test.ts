import { expect, test } from 'vitest';

import { matching } from './palette-entries';

const entries = ['Media Assets', 'Callback Settings', 'Task Flows'].map((label) => ({ key: label, label, detail: '15', path: '/' }));

test('every word has to be found, in any case and order', () => {
  expect(matching(entries, 'SETT call').map(({ label }) => label)).toEqual(['Callback Settings']);
  expect(matching(entries, '15')).toHaveLength(3);
  expect(matching(entries, '')).toHaveLength(3);
  expect(matching(entries, 'nothing')).toEqual([]);
});
