import { expect, test } from 'vitest';

import { isTimeOffset, nameProblem, procedureRequest, timeOffset, valuesOf } from './request';
import { contentOf } from './sub-tasks';

test('what is empty is not sent; what the form does not know is', () => {
  const mosaic = { XPos: '1%' };
  const request = procedureRequest(7, {
    Name: 'evening',
    Comment: '',
    MediaProcessTask: {
      TranscodeTaskSet: [{ Definition: 100010, StartTimeOffset: null, WatermarkSet: [], MosaicSet: [mosaic] }],
      ImageSpriteTaskSet: [],
    },
  });
  expect(request).toEqual({
    SubAppId: 7,
    Name: 'evening',
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010, MosaicSet: [mosaic] }] },
  });
});

test('0 is a value', () => {
  const AnimatedGraphicTaskSet = [{ Definition: 20000, StartTimeOffset: 0, EndTimeOffset: 3 }];
  expect(procedureRequest(7, { Name: 'a', MediaProcessTask: { AnimatedGraphicTaskSet } }).MediaProcessTask).toEqual({ AnimatedGraphicTaskSet });
});

test('a copy asks for another name', () => {
  const procedure = { Name: 'evening', Comment: 'two', MediaProcessTask: { ImageSpriteTaskSet: [{ Definition: 10 }], TranscodeTaskSet: [] } };
  expect(valuesOf(procedure, true)).toEqual({ Name: '', Comment: 'two', MediaProcessTask: { ImageSpriteTaskSet: [{ Definition: 10 }] } });
  expect(valuesOf(procedure, false).Name).toBe('evening');
});

test.each([
  ['', 'missing'],
  ['evening-2_b', undefined],
  ['晚间转码', undefined],
  ['two words', 'characters'],
  ['a'.repeat(20), undefined],
  ['a'.repeat(21), 'long'],
  ['mine', 'taken'],
])('the name "%s" is %s', (name, problem) => expect(nameProblem(name, ['mine'])).toBe(problem));

test('times are seconds or shares of the duration', () => {
  expect([' 3.5', '10%', '2s'].map(timeOffset)).toEqual(['3.5s', '10%', '2s']);
  expect(['3.5s', '0%', '100%'].every(isTimeOffset)).toBe(true);
  expect(['101%', '-1s', 'x', '3'].some(isTimeOffset)).toBe(false);
});

test('the content tells what is made, by kind', () => {
  expect(contentOf({ TranscodeTaskSet: [{ Definition: 1 }, { Definition: 2 }], ImageSpriteTaskSet: [] })).toEqual([
    { set: 'TranscodeTaskSet', definitions: [1, 2] },
  ]);
});
