import { expect, test } from 'vitest';

import { msText, phasesOf } from './phases';

const near = (phases: ReturnType<typeof phasesOf>) => phases.map(({ name, ms }) => [name, Math.round(ms * 10) / 10]);

test('each phase is the time since the one before was over', () => {
  const attempt = { Status: 200, ResolveMs: 1, ConnectMs: 3, TlsMs: 13, FirstByteMs: 33, TotalMs: 34 };
  expect(near(phasesOf(attempt))).toEqual([['resolve', 1], ['connect', 2], ['tls', 10], ['wait', 20], ['read', 1]]);
});

test('an open connection that is used again has neither connect nor TLS', () => {
  expect(near(phasesOf({ Status: 200, ResolveMs: 0.5, ConnectMs: 0, TlsMs: 0, FirstByteMs: 8, TotalMs: 8 }))).toEqual([['resolve', 0.5], ['wait', 7.5]]);
});

test('the rest of a failed attempt belongs to what it was at', () => {
  expect(near(phasesOf({ Failure: 'connect', Url: 'http://a/', ResolveMs: 1, TotalMs: 4 }))).toEqual([['resolve', 1], ['connect', 3]]);
  expect(near(phasesOf({ Failure: 'timeout', Url: 'http://a/', ResolveMs: 1, ConnectMs: 2, TotalMs: 15_000 }))).toEqual([['resolve', 1], ['connect', 1], ['wait', 14_998]]);
  expect(near(phasesOf({ Failure: 'tls', Url: 'https://a/', ConnectMs: 2, TotalMs: 44 }))).toEqual([['connect', 2], ['tls', 42]]);
  expect(near(phasesOf({ Failure: 'resolve', Url: 'https://a/', TotalMs: 0.8 }))).toEqual([['resolve', 0.8]]);
});

test.each([
  [0, '0'],
  [0.04, '<0.1'],
  [3.25, '3.3'],
  [120.4, '120'],
  [undefined, ''],
])('%s ms read "%s"', (ms, text) => expect(msText(ms)).toBe(text));
