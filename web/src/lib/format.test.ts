import { expect, test } from 'vitest';

import { bitrateText, bytesText, durationText, relativeTimeText, resolutionText } from './format';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
  [undefined, ''],
])('%s bytes read %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

test.each([
  [0, '0:00'],
  [65.4, '1:05'],
  [59.6, '1:00'],
  [3725, '1:02:05'],
])('%s seconds read %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

test('bitrates and sizes of pictures read short', () => {
  expect(bitrateText(1_536_000)).toBe('1.54 Mbps');
  expect(bitrateText(64_000)).toBe('64 kbps');
  expect(resolutionText(1280, 720)).toBe('1280×720');
  expect(resolutionText(0, 0)).toBe('');
});

test('a time is told from now in both languages', () => {
  const now = Date.parse('2026-01-01T00:10:00Z');
  expect(relativeTimeText('2026-01-01T00:08:00Z', now, 'en')).toBe('2 minutes ago');
  expect(relativeTimeText('2026-01-01T00:08:00Z', now, 'zh')).toBe('2 分钟前');
});
