import { expect, test } from 'vitest';

import en from '../words/en.json';
import zh from '../words/zh.json';
import { adviceOf, isDelivered, networkOf } from './failure-advice';

test('only 2xx without a failure has arrived', () => {
  expect(isDelivered({ Status: 204 })).toBe(true);
  expect(isDelivered({ Status: 302 })).toBe(false);
  expect(isDelivered({ Status: 200, Failure: 'broken' })).toBe(false);
  expect(adviceOf({ Status: 204 })).toBeUndefined();
});

test.each([
  [{ Status: 301 }, 'redirect'],
  [{ Status: 403 }, 'unauthorized'],
  [{ Status: 404 }, 'not_found'],
  [{ Status: 405 }, 'method'],
  [{ Status: 410 }, 'gone'],
  [{ Status: 418 }, 'client_error'],
  [{ Status: 429 }, 'slow_down'],
  [{ Status: 500 }, 'server_error'],
  [{ Status: 502 }, 'gateway'],
  [{ Failure: 'none', Status: 500 }, 'server_error'],
  [{ Failure: 'resolve' }, 'resolve'],
  [{ Failure: 'connect', Url: 'http://10.0.0.5/x' }, 'connect'],
  [{ Failure: 'connect', Url: 'http://localhost:3000/x' }, 'loopback'],
  [{ Failure: 'connect', Url: 'http://[::1]:3000/x' }, 'loopback'],
  [{ Failure: 'tls', Detail: 'certificate has expired' }, 'tls'],
  [{ Failure: 'tls', Detail: 'SSL routines::wrong version number.' }, 'plain_http'],
  [{ Failure: 'refused_address', Detail: 'it is in the range "private"' }, 'refused_address'],
  [{ Failure: 'refused_address', Detail: 'it is in the range "cloud metadata"' }, 'refused_metadata'],
  [{ Failure: 'something new' }, 'other'],
])('%o is told as %s', (ending, advice) => expect(adviceOf(ending)).toBe(advice));

test('a refused address is allowed by its own network alone', () => {
  expect(networkOf('10.1.2.3')).toBe('10.1.2.3/32');
  expect(networkOf('fd00::5')).toBe('fd00::5/128');
});

test('every advice says in both languages what happened and what to do', () => {
  expect(Object.keys(zh.advice)).toEqual(Object.keys(en.advice));
});
