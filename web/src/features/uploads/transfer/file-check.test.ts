import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

import { nameOfFile, typeOfFile } from './apply-request';
import { refusalOf } from './file-check';
import { mediaTypes } from './media-types';
import { isWebUrl, typeOfUrl } from './url-check';

it('the types are those of the server', () => {
  const table = readFileSync(resolve('../src/model/media_types.cc'), 'utf8');
  const ofServer = [...table.matchAll(/TypeRow\{"(\w+)"/g)].map(([, type]) => type);
  expect([...mediaTypes].sort()).toEqual(ofServer.sort());
});

it('a media is named by its file without the extension, cut to what the server takes', () => {
  expect(nameOfFile('My film.final.mp4')).toBe('My film.final');
  expect(nameOfFile('.hidden')).toBe('.hidden');
  expect([...nameOfFile(`${'影'.repeat(80)}.mp4`)]).toHaveLength(64);
  expect(typeOfFile('CLIP.MP4')).toBe('mp4');
});

it('a file that the server would refuse is told before', () => {
  expect(refusalOf({ name: 'a.mp4', size: 1 })).toBeUndefined();
  expect(refusalOf({ name: 'a.mp4', size: 0 })).toBe('empty');
  expect(refusalOf({ name: 'a', size: 1 })).toBe('noType');
  expect(refusalOf({ name: 'a.exe', size: 1 })).toBe('wrongType');
  expect(refusalOf({ name: 'a.m3u8', size: 1 })).toBe('playlist');
});

it('a URL tells the type by its path alone', () => {
  expect(typeOfUrl('https://example.com/a/film.MP4?x=1.jpg')).toBe('mp4');
  expect(typeOfUrl('https://example.com/live/index.m3u8')).toBe('m3u8');
  expect(typeOfUrl('https://example.com/watch')).toBe('');
  expect(isWebUrl('ftp://example.com/a.mp4')).toBe(false);
  expect(isWebUrl('example.com/a.mp4')).toBe(false);
});
