import { expect, test } from 'vitest';

import type { MediaInfo } from '@/lib/wire/types';

import { firstChoice, outputsOf, percentOf } from './outputs';

const folder = 'http://vod.test/1';
const video = { Codec: 'h264', Width: 1280, Height: 720, Fps: 25 };
const media: MediaInfo = {
  BasicInfo: { MediaUrl: `${folder}/a.mp4` },
  MetaData: { Duration: 8 },
  TranscodeInfo: {
    TranscodeSet: [
      { Url: `${folder}/v.f100210.m3u8`, Definition: 100210, Bitrate: 187, Size: 528_000, Duration: 8, Container: 'hls', Width: 640, Height: 360, VideoStreamSet: [video], AudioStreamSet: [{ Codec: 'aac' }] },
      { Url: `${folder}/v.f100010.mp4`, Definition: 100010, Bitrate: 495_000, Size: 496_000, Duration: 8, Container: 'mov,mp4,m4a', Width: 640, Height: 360 },
      { Url: `${folder}/a.mp4`, Definition: 0, Bitrate: 1_500_000, Size: 1_500_000, Duration: 8, Container: 'mov,mp4,m4a', Width: 1280, Height: 720, VideoStreamSet: [video] },
    ],
  },
  AdaptiveDynamicStreamingInfo: {
    AdaptiveDynamicStreamingSet: [
      {
        Definition: 12,
        Package: 'HLS',
        DrmType: 'SimpleAES',
        Url: `${folder}/adp.12.m3u8`,
        Size: 1_650_000,
        SubStreamSet: [
          { Type: 'video', Width: 1280, Height: 720, Size: 640_000 },
          { Type: 'audio', Width: 0, Height: 0, Size: 50_000 },
          { Type: 'video', Width: 426, Height: 240, Size: 660_000 },
        ],
      },
      { Definition: 20, Package: 'MPEG-DASH', Url: `${folder}/adp.20.mpd`, Size: 9 },
    ],
  },
};

test('the original comes first, then transcodes by number, then adaptive streams', () => {
  expect(outputsOf(media).map(({ id }) => id)).toEqual(['original', '100010', '100210', 'adaptive-12', 'adaptive-20']);
});

test('how an output is played follows its container', () => {
  expect(outputsOf(media).map(({ way }) => way)).toEqual(['file', 'file', 'hls', 'hls', 'dash']);
});

test('the bitrate of a playlist is that of what it lists', () => {
  expect(outputsOf(media).find(({ id }) => id === '100210')?.bitrateBps).toBe(528_000);
});

test('an adaptive stream is as large as its largest picture, whatever the sizes of its files', () => {
  const stream = outputsOf(media).find(({ id }) => id === 'adaptive-12');
  expect(stream).toMatchObject({ width: 1280, height: 720, bitrateBps: 640_000, isEncrypted: true });
  expect(stream?.renditions).toHaveLength(2);
});

test('an original that nothing is known of yet is still there', () => {
  const fresh = outputsOf({ BasicInfo: { MediaUrl: `${folder}/b.mkv` } });
  expect(fresh).toMatchObject([{ id: 'original', container: 'MKV', sizeBytes: 0 }]);
});

test('two outputs of one template have ids of their own', () => {
  const twice = { TranscodeInfo: { TranscodeSet: [{ Url: 'a.mp4', Definition: 30 }, { Url: 'b.mp4', Definition: 30 }] } };
  expect(outputsOf(twice).map(({ id }) => id)).toEqual(['30', '30-2']);
});

test.each([
  [340, 1000, 34],
  [1, 1000, 1],
  [2500, 1000, 250],
  [0, 1000, undefined],
  [10, 0, undefined],
])('%s of %s is %s percent', (value, original, percent) => expect(percentOf(value, original)).toBe(percent));

test('playing begins with the first output that the browser plays', () => {
  const outputs = outputsOf(media);
  expect(firstChoice(outputs, () => true)?.id).toBe('original');
  expect(firstChoice(outputs, ({ kind }) => kind !== 'original')?.id).toBe('100010');
  expect(firstChoice(outputs, () => false)?.id).toBe('original');
});
