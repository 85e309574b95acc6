import { expect, test } from 'vitest';

import { codecText, containerText, mimeOf } from './formats';

test.each([
  ['mov,mp4,m4a,3gp,3g2,mj2', 'http://h/a/v.mp4', 'MP4'],
  ['mov,mp4,m4a,3gp,3g2,mj2', 'http://h/a/v.mov', 'MOV'],
  ['matroska,webm', 'http://h/a/v.webm', 'WEBM'],
  ['matroska,webm', 'http://h/a/v.mkv', 'MKV'],
  ['mpegts', 'http://h/a/v.ts', 'TS'],
  ['hls', 'http://h/a/v.m3u8', 'HLS'],
  ['', 'http://h.example/a/v', ''],
])('%s at %s is %s', (family, url, name) => expect(containerText(family, url)).toBe(name));

test('codecs have the names that people know', () => {
  expect([codecText('h264'), codecText('HEVC'), codecText('prores'), codecText(undefined)]).toEqual(['H.264', 'H.265', 'PRORES', '']);
});

test('a browser is asked about container and codecs', () => {
  expect(mimeOf('MP4', 'h264', 'aac')).toBe('video/mp4; codecs="avc1.64001f, mp4a.40.2"');
  expect(mimeOf('MP3', undefined, 'mp3')).toBe('audio/mpeg');
  expect(mimeOf('XYZ', 'h264')).toBe('');
});
