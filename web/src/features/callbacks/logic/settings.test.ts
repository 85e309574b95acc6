import { expect, test } from 'vitest';

import { intervalsOf, intervalsText } from './intervals';
import { randomSignKey } from './random-key';
import { changesNothing, rulesOf, rulesRequest } from './rules-values';
import { deliveryConfigRequest, eventConfigRequest, isCallbackUrl, valuesOf } from './settings-values';

const before = valuesOf(
  { Mode: 'PUSH', NotificationUrl: 'http://a/x' },
  { EventSwitches: [{ EventType: 'PullComplete', Switch: 'ON' }, { EventType: 'NewFileUpload', Switch: 'OFF' }] },
);

test('the cloud’s call has its mode, URL and three switches', () => {
  expect(eventConfigRequest(7, { ...before, url: ' http://a/y ', types: ['NewFileUpload'] })).toEqual({
    SubAppId: 7,
    Mode: 'PUSH',
    NotificationUrl: 'http://a/y',
    UploadMediaCompleteEventSwitch: 'ON',
    DeleteMediaCompleteEventSwitch: 'OFF',
    PersistenceCompleteEventSwitch: 'OFF',
  });
});

test('the other call is made only for what it alone can say', () => {
  expect(deliveryConfigRequest(7, { ...before, types: ['PullComplete', 'NewFileUpload'] }, before)).toBeUndefined();
  expect(deliveryConfigRequest(7, { ...before, types: [], urlV2: 'http://a/2' }, before)).toEqual({
    SubAppId: 7,
    EventSwitches: [{ EventType: 'PullComplete', Switch: 'OFF' }],
    NotificationUrlV2: 'http://a/2',
  });
});

test.each([
  ['', true],
  ['https://example.com/events?x=1', true],
  ['http://127.0.0.1:3000', true],
  ['ftp://example.com', false],
  ['example.com/events', false],
  ['http://user:word@example.com', false],
])('%s as a callback URL: %s', (url, isUsable) => expect(isCallbackUrl(url)).toBe(isUsable));

test('waits read and are read in their units', () => {
  expect(intervalsText([5, 90, 120, 7200, 86_400])).toBe('5 s, 90 s, 2 min, 2 h, 1 d');
  expect(intervalsOf('5 s, 2min，1h; 30')).toEqual([5, 120, 3600, 30]);
  expect(intervalsOf('soon')).toBeUndefined();
  expect(intervalsOf('0 s')).toBeUndefined();
  expect(intervalsOf('')).toBeUndefined();
});

test('rules that are not touched are not sent', () => {
  const rules = rulesOf({ RetryIntervals: [5, 30], GivenUp: 'Park', BreakerSwitch: 'ON' });
  expect(changesNothing(rulesRequest(7, rules, rules))).toBe(true);
  expect(rulesRequest(7, { ...rules, hasBreaker: false, concurrency: 4 }, rules)).toEqual({ SubAppId: 7, BreakerSwitch: 'OFF', ConcurrencyMax: 4 });
});

test('an own retry schedule is set as a list and given up by a reset', () => {
  const rules = rulesOf({ RetryIntervals: [5, 30] });
  const own = { ...rules, hasOwnIntervals: true };
  expect(rulesRequest(7, own, rules).RetryIntervals).toEqual([5, 30]);
  expect(rulesRequest(7, rules, own)).toEqual({ SubAppId: 7, ResetRetryIntervals: true });
});

test('a made SignKey is what the API takes, and each time another', () => {
  expect(randomSignKey()).toMatch(/^[0-9A-Za-z]{32}$/);
  expect(randomSignKey()).not.toBe(randomSignKey());
});
