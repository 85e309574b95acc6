import { expect, test } from 'vitest';

import { ageOf } from './age';

test.each([
  [-1, 'seconds', 0, ''],
  [42.9, 'seconds', 42, ''],
  [185, 'minutes', 3, '05'],
  [7_800, 'hours', 2, '10'],
  [100_800, 'days', 1, '4'],
])('%d s are told in %s: %d and %s', (seconds, unit, whole, rest) => expect(ageOf(seconds)).toEqual({ unit, whole, rest }));
