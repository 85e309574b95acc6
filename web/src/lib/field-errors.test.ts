import { expect, test } from 'vitest';

import { ApiError } from '@/lib/api';

import { fieldErrorOf, fieldOf } from './field-errors';

const refused = (message: string) => new ApiError('InvalidParameterValue', message);

test.each([
  ['SubAppId: no such application.', ['SubAppId'], 'No such application.'],
  ['MediaProcessTask.TranscodeTaskSet.0.Definition: must be a number.', ['MediaProcessTask', 'TranscodeTaskSet', 0, 'Definition'], 'Must be a number.'],
  ['FileIds[2]: "x" is no FileId: digits only.', ['FileIds', 2], '"x" is no FileId: digits only.'],
  ['Name is missing; it is required.', ['Name'], 'It is required.'],
  ['TasksPriority is -11; it must be a whole number from -10 to 10.', ['TasksPriority'], 'It must be a whole number from -10 to 10.'],
  ['A.0.Width is "x; it must be y"; it must be a number.', ['A', 0, 'Width'], 'It must be a number.'],
  ['Type is "webp"; openvod does not support it: no encoder.', ['Type'], 'openvod does not support it: no encoder.'],
])('%s blames a member', (message, path, text) => {
  expect(fieldErrorOf(refused(message))).toEqual({ path, text });
});

test.each(['The server is busy.', 'There are two: one and another.', 'http://host: no', 'There is no such key; make one.', 'The request is 3; it must be an object.'])('"%s" blames none', (message) => {
  expect(fieldErrorOf(refused(message))).toBeUndefined();
});

test('what is no answer of the server blames none', () => {
  expect(fieldErrorOf(new Error('Name: x'))).toBeUndefined();
});

test('an error inside a field is the field’s, and the closest one’s', () => {
  const names = [['a'], ['a', 0, 'b'], ['c']];
  expect(fieldOf(['a', 0, 'b', 'd'], names)).toEqual(['a', 0, 'b']);
  expect(fieldOf(['a', 1], names)).toEqual(['a']);
  expect(fieldOf(['x'], names)).toBeUndefined();
});
