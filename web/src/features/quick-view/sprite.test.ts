import { expect, test } from 'vitest';

import { cueAt, parseSprite } from './sprite';

const text = `WEBVTT

00:00:00.000 --> 00:00:10.000
imageSprite_10/00000.jpg#xywh=0,0,142,80

01:00:10.000 --> 01:00:20.500
imageSprite_10/00001.jpg#xywh=142,80,142,80

00:10.000 --> 00:20.000
A caption, no picture
`;
const url = 'http://vod.test/b/f/imageSprite_10.vtt';

test('places on sheets are read with their times, relative to the file', () => {
  expect(parseSprite(text, url)).toEqual([
    { startS: 0, endS: 10, sheetUrl: 'http://vod.test/b/f/imageSprite_10/00000.jpg', x: 0, y: 0, width: 142, height: 80 },
    { startS: 3610, endS: 3620.5, sheetUrl: 'http://vod.test/b/f/imageSprite_10/00001.jpg', x: 142, y: 80, width: 142, height: 80 },
  ]);
});

test('line ends of Windows change nothing', () => {
  expect(parseSprite(text.replaceAll('\n', '\r\n'), url)).toEqual(parseSprite(text, url));
});

test('a time has the picture that began before it; the last one holds to the end', () => {
  const cues = parseSprite(text, url);
  expect([0, 9.9, 3600, 3610, 9999].map((time) => cueAt(cues, time)?.x)).toEqual([0, 0, 0, 142, 142]);
  expect(cueAt([], 3)).toBeUndefined();
});
