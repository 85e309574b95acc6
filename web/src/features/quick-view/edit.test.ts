import { expect, test } from 'vitest';

import { changesNothing, editOf, editRequest, neverExpires } from './edit';

const before = { name: 'a', description: '', tags: ['x', 'y'], expireTime: undefined };

test('the call names what differs alone', () => {
  const request = editRequest(1, '2', before, { ...before, name: 'b', tags: ['y', 'z'] });
  expect(request).toEqual({ FileId: '2', SubAppId: 1, Name: 'b', AddTags: ['z'], DeleteTags: ['x'] });
  expect(changesNothing(editRequest(1, '2', before, before))).toBe(true);
});

test('an expiry can be set and taken away', () => {
  const expires = { ...before, expireTime: '2030-01-01T00:00:00Z' };
  expect(editRequest(1, '2', before, expires).ExpireTime).toBe('2030-01-01T00:00:00Z');
  expect(editRequest(1, '2', expires, before).ExpireTime).toBe(neverExpires);
});

test('the far end of time reads as never', () => {
  expect(editOf({ BasicInfo: { Name: 'a', ExpireTime: neverExpires } }).expireTime).toBeUndefined();
});
