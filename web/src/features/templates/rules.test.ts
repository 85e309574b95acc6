import { expect, test } from 'vitest';

import type { TemplateRule } from '@/lib/wire/types';

import { adjustments } from './adjust';
import { at, type Field, fieldsOf, formOf, type Values } from './fields';
import { defaultOf, type Place, problemOf, problemsIn, wordsOf } from './rules';

const number = (Field: string, more: Partial<TemplateRule> = {}): TemplateRule => ({ Kind: 'Transcode', Field, Type: 'Number', ...more });
const words = (Field: string, Words: string[], more: Partial<TemplateRule> = {}): TemplateRule => ({ Kind: 'Transcode', Field, Type: 'Word', Words, ...more });

const rules: TemplateRule[] = [
  number('VideoTemplate.Bitrate', { From: 128, To: 100000, IsZeroAllowed: true }),
  number('TextTemplate.FontAlpha', { From: 0, To: 1, IsFromExcluded: true }),
  words('AudioTemplate.Codec', ['libfdk_aac', 'libmp3lame'], { OnlyIfField: 'Container', OnlyIfWords: ['mp4'] }),
  words('AudioTemplate.Codec', ['libmp3lame'], { OnlyIfField: 'Container', OnlyIfWords: ['mp3'] }),
  words('SegmentType', ['ts', 'fmp4'], { Default: 'ts' }),
  number('StreamInfos.Video.Fps', { From: 0, To: 100 }),
  words('StreamInfos.Audio.Codec', ['libfdk_aac']),
];

function field(form: keyof typeof formOf, path: string, values: Values = formOf[form].initial): Field {
  const { sections, list } = formOf[form];
  const found = [...fieldsOf(sections, values), ...(list?.sections ?? []).flatMap(({ fields }) => fields)].find((one) => one.path === path);
  if (!found) throw new Error(`no field ${path}`);
  return found;
}
const placeOf = (values: Values): Place => ({ values, entry: values });
const initial = formOf.Transcode.initial;
const bitrate = (value: unknown) => problemOf(rules, field('Transcode', 'VideoTemplate.Bitrate'), placeOf(initial), value)?.is;

test.each([
  [128, undefined],
  [100000, undefined],
  [0, undefined],
  [127, 'outside'],
  [100001, 'outside'],
  [200.5, 'fraction'],
  [null, 'missing'],
  [-1, 'outside'],
])('a bitrate of %s is %s', (value, problem) => expect(bitrate(value)).toBe(problem));

test('a range may leave its lower end out', () => {
  const values = { ...formOf.Watermark.initial, Type: 'text' };
  const alpha = field('Watermark', 'TextTemplate.FontAlpha', values);
  expect(problemOf(rules, alpha, placeOf(values), 0)?.is).toBe('outside');
  expect(problemOf(rules, alpha, placeOf(values), 0.5)).toBeUndefined();
});

test('a rule counts only where its condition holds', () => {
  const codec = field('Transcode', 'AudioTemplate.Codec');
  expect(wordsOf(rules, codec, placeOf({ Container: 'mp3' }))).toEqual(['libmp3lame']);
  expect(wordsOf(rules, codec, placeOf({ Container: 'mp4' }))).toEqual(['libfdk_aac', 'libmp3lame']);
});

test('without rules the form knows the words, and leaves ranges to the server', () => {
  expect(wordsOf([], field('Transcode', 'AudioTemplate.Codec'), placeOf({ Container: 'wav' }))).toEqual(['pcm16']);
  expect(problemOf([], field('Transcode', 'VideoTemplate.Bitrate'), placeOf(initial), 5)).toBeUndefined();
});

test('rules of a list hold for each of its entries', () => {
  const { initial: values } = formOf.AdaptiveDynamicStreaming;
  expect(problemsIn(formOf.AdaptiveDynamicStreaming, values, rules)).toBe(false);
  const wrong = structuredClone(values) as { StreamInfos: { Video: { Fps: number } }[] } & Values;
  wrong.StreamInfos[1]!.Video.Fps = 101;
  expect(problemsIn(formOf.AdaptiveDynamicStreaming, wrong, rules)).toBe(true);
});

test('the default of a field is known', () => {
  const values = { ...initial, Container: 'hls' };
  expect(defaultOf(rules, field('Transcode', 'SegmentType', values), placeOf(values))).toBe('ts');
});

test('nothing is left without picture and sound, and VCRF needs its figure', () => {
  const values: Values = { RemoveVideo: 1, RemoveAudio: 1 };
  expect(problemOf([], field('Transcode', 'RemoveAudio'), placeOf(values), 1)?.is).toBe('nothingLeft');
  const vcrf = { VideoTemplate: { Mode: 'VCRF' } };
  expect(problemOf([], field('Transcode', 'VideoTemplate.Vcrf'), placeOf(vcrf), null)?.is).toBe('crf');
});

test('a container without picture removes it, and codecs give way', () => {
  const patches = adjustments(formOf.Transcode, { ...initial, Container: 'mp3' }, []);
  expect(patches).toEqual([
    { name: ['RemoveVideo'], value: 1 },
    { name: ['AudioTemplate', 'Codec'], value: 'libmp3lame' },
  ]);
  expect(adjustments(formOf.Transcode, initial, [])).toEqual([]);
});

test('an optional choice that is not offered any more is emptied', () => {
  const values = { ...formOf.AdaptiveDynamicStreaming.initial, Format: 'MPEG-DASH', SegmentType: 'ts-segment' };
  expect(adjustments(formOf.AdaptiveDynamicStreaming, values, [])).toEqual([{ name: ['SegmentType'], value: undefined }]);
});

test('what a new form begins with has no problem but what a person must give', () => {
  for (const form of Object.values(formOf)) {
    const wrong = fieldsOf(form.sections, form.initial).filter((one) => problemOf([], one, placeOf(form.initial), at(form.initial, one.path)));
    expect(wrong.map(({ label }) => label)).toEqual(form.kind === 'Watermark' ? ['ImageContent'] : []);
  }
});
