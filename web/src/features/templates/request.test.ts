import { expect, test } from 'vitest';

import { rowOf } from '@/lib/templates';

import { at, fieldsOf, formOf, type Values } from './fields';
import { createRequest, isStuck, modifyRequest, valuesOf } from './request';

const { Transcode, AdaptiveDynamicStreaming, Watermark, SampleSnapshot } = formOf;

const stored = {
  Name: 'mine',
  Container: 'mp4',
  RemoveVideo: 0,
  RemoveAudio: 0,
  VideoTemplate: { Codec: 'libx264', Bitrate: 600, Fps: 25, Width: 0, Height: 480, Vcrf: 23, Bframes: 3, VideoProfile: 'high' },
  AudioTemplate: { Codec: 'libfdk_aac', Bitrate: 64, SampleRate: 44100, AudioChannel: 2 },
};
const changed = (change: (values: Values & typeof stored) => void): Values => {
  const values = structuredClone(stored);
  change(values);
  return values;
};

test('what is empty is not asked for', () => {
  const request = createRequest(SampleSnapshot, { Name: '', SampleType: 'Percent', SampleInterval: 10, Width: null });
  expect(request).toEqual({ SampleType: 'Percent', SampleInterval: 10 });
});

test('a removed picture takes its settings along', () => {
  const values = changed((all) => (all.RemoveVideo = 1));
  expect(createRequest(Transcode, values)).not.toHaveProperty('VideoTemplate');
  expect(createRequest(Transcode, values)).toHaveProperty('AudioTemplate.Codec', 'libfdk_aac');
});

test('nothing changed asks for nothing', () => expect(modifyRequest(Transcode, stored, structuredClone(stored))).toEqual({}));

test('only what changed is asked for, also inside of parts', () => {
  const values = changed((all) => {
    all.Name = 'theirs';
    all.VideoTemplate.Fps = 30;
  });
  expect(modifyRequest(Transcode, stored, values)).toEqual({ Name: 'theirs', VideoTemplate: { Fps: 30 } });
});

test('an emptied field is told as what empties it, or is stuck', () => {
  const values = changed((all) => {
    all.Name = '';
    Object.assign(all.VideoTemplate, { Vcrf: null, VideoProfile: undefined, Bframes: null });
  });
  expect(modifyRequest(Transcode, stored, values)).toEqual({ Name: '', VideoTemplate: { Vcrf: 0, VideoProfile: '' } });
  const stuck = fieldsOf(Transcode.sections, values).filter((field) => isStuck(field, stored, at(values, field.path)));
  expect(stuck.map(({ label }) => label)).toEqual(['Bframes']);
});

test('a picture that comes back is asked for as a whole', () => {
  const before = changed((all) => (all.RemoveVideo = 1));
  expect(modifyRequest(Transcode, before, stored)).toEqual({ RemoveVideo: 0, VideoTemplate: stored.VideoTemplate });
});

test('renditions are replaced together, and have both parts', () => {
  const before = structuredClone(AdaptiveDynamicStreaming.initial);
  const values = structuredClone(before) as { StreamInfos: { RemoveVideo?: number }[] } & Values;
  expect(modifyRequest(AdaptiveDynamicStreaming, before, values)).toEqual({});
  values.StreamInfos.reverse();
  expect(modifyRequest(AdaptiveDynamicStreaming, before, values).StreamInfos).toHaveLength(2);
  values.StreamInfos[0]!.RemoveVideo = 1;
  const [first] = createRequest(AdaptiveDynamicStreaming, values).StreamInfos as Values[];
  expect(first).toMatchObject({ RemoveVideo: 1, Video: { Codec: '', Fps: 0, Bitrate: 0 }, Audio: { Codec: 'libfdk_aac' } });
});

test('a watermark asks for the part of its kind, and never for another kind', () => {
  const values = { ...structuredClone(Watermark.initial), Type: 'text' };
  const request = createRequest(Watermark, values);
  expect(request).toHaveProperty('TextTemplate.FontSize', '24px');
  expect(request).not.toHaveProperty('ImageTemplate');
  expect(request).not.toHaveProperty('SvgTemplate');
  expect(modifyRequest(Watermark, values, { ...values, XPos: '5%', Type: 'svg' })).not.toHaveProperty('Type');
});

test('a form begins with what the template has, and nothing else', () => {
  const row = rowOf('SampleSnapshot', {
    Definition: 1000001,
    Type: 'Custom',
    Name: 'each minute',
    Comment: '',
    Width: 0,
    Height: 360,
    ResolutionAdaptive: 'open',
    Format: 'png',
    SampleType: 'Time',
    SampleInterval: 60,
    FillType: 'black',
    CreateTime: '2026-01-01T00:00:00Z',
    UpdateTime: '2026-01-01T00:00:00Z',
  });
  const values = valuesOf(row);
  expect(values).toEqual({
    Name: 'each minute',
    Width: 0,
    Height: 360,
    ResolutionAdaptive: 'open',
    Format: 'png',
    SampleType: 'Time',
    SampleInterval: 60,
    FillType: 'black',
  });
  expect(modifyRequest(SampleSnapshot, values, structuredClone(values))).toEqual({});
});
