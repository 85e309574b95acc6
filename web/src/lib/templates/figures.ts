import type { TFunction } from 'i18next';

import type { AdaptiveStreamTemplate, AudioTemplateInfo, VideoTemplateInfo } from '@/lib/wire/types';

import type { TemplateKind, TemplateOf, TemplateRow } from './kinds';

/** What a template makes, told in words. */
export type FigureKey =
  | 'container'
  | 'video'
  | 'size'
  | 'fps'
  | 'audio'
  | 'renditions'
  | 'protection'
  | 'format'
  | 'sampling'
  | 'sheet'
  | 'mark'
  | 'place';
export type Figures = Partial<Record<FigureKey, string>>;

const codecNames: Record<string, string> = {
  libx264: 'H.264',
  libx265: 'H.265',
  av1: 'AV1',
  libfdk_aac: 'AAC',
  libmp3lame: 'MP3',
  mp2: 'MP2',
  ac3: 'AC-3',
  flac: 'FLAC',
  pcm16: 'PCM 16',
};
/** The name that people know a codec by. */
export const codecName = (word: string) => codecNames[word] ?? word;

interface Sized {
  Width?: number | null;
  Height?: number | null;
  ResolutionAdaptive?: string | null;
}

/** The rule of the size: with ResolutionAdaptive "open" the width is the long side. */
export function sizeText({ Width, Height, ResolutionAdaptive }: Sized, t: TFunction): string {
  if (Width && Height) return `${Width}×${Height}`;
  const turns = ResolutionAdaptive !== 'close';
  if (Width) return t(turns ? 'template.longSide' : 'template.width', { px: Width });
  if (Height) return t(turns ? 'template.shortSide' : 'template.height', { px: Height });
  return t('template.asSource');
}

const fpsText = (fps: number, t: TFunction) => (fps === 0 ? t('template.asSource') : `${fps} fps`);

function videoText(video: VideoTemplateInfo, t: TFunction): string {
  if (!video.Codec) return t('template.copy');
  if (video.Vcrf) return `${codecName(video.Codec)} CRF ${video.Vcrf}`;
  return `${codecName(video.Codec)} ${video.Bitrate === 0 ? t('template.byQuality') : `${video.Bitrate} kbps`}`;
}

// Two channels and 44.1 kHz are the rule; what differs is told.
const channelsText = (channels: number | null | undefined, t: TFunction) =>
  channels === 1 ? t('template.mono') : channels === 6 ? '5.1' : '';

function audioText(audio: AudioTemplateInfo, t: TFunction): string {
  if (!audio.Codec) return t('template.copy');
  const rate = audio.SampleRate && audio.SampleRate !== 44100 ? `${audio.SampleRate / 1000} kHz` : '';
  const bitrate = audio.Bitrate === 0 ? '' : ` ${audio.Bitrate} kbps`;
  return [codecName(audio.Codec) + bitrate, rate, channelsText(audio.AudioChannel, t)].filter(Boolean).join(', ');
}

/** A rendition of an adaptive stream: "720p H.264 1500 kbps". Its form may not be filled in yet. */
export function renditionText({ Video, Audio, RemoveVideo }: Partial<AdaptiveStreamTemplate>, t: TFunction): string {
  if (RemoveVideo === 1) return Audio ? audioText(Audio, t) : '';
  if (!Video) return '';
  const size = Video.Height && !Video.Width ? `${Video.Height}p` : sizeText(Video, t);
  return `${size} ${videoText(Video, t)}`;
}

const samplingText = (type: string | null | undefined, interval: number | null | undefined, t: TFunction) =>
  t(type === 'Percent' ? 'template.eachPercent' : 'template.eachSeconds', { interval });

const figuresOfKind: { [K in TemplateKind]: (settings: TemplateOf[K], t: TFunction) => Figures } = {
  Transcode: ({ Container, VideoTemplate: video, AudioTemplate: audio, TEHDConfig }, t) => ({
    container: (Container ?? '').toUpperCase(),
    video: video ? videoText(video, t) + (TEHDConfig?.Type === 'TEHD-100' ? ', TESHD' : '') : t('template.noVideo'),
    size: video ? sizeText(video, t) : '',
    fps: video ? fpsText(video.Fps, t) : '',
    audio: audio ? audioText(audio, t) : t('template.noAudio'),
  }),
  AdaptiveDynamicStreaming: ({ Format, StreamInfos, DrmType }, t) => ({
    format: Format ?? '',
    renditions: (StreamInfos ?? []).map((stream) => renditionText(stream, t)).join(', '),
    protection: DrmType || t('template.open'),
  }),
  SnapshotByTimeOffset: (snapshot, t) => ({ format: snapshot.Format.toUpperCase(), size: sizeText(snapshot, t) }),
  SampleSnapshot: (sample, t) => ({
    format: sample.Format.toUpperCase(),
    size: sizeText(sample, t),
    sampling: samplingText(sample.SampleType, sample.SampleInterval, t),
  }),
  ImageSprite: (sprite, t) => ({
    format: (sprite.Format ?? '').toUpperCase(),
    size: sizeText(sprite, t),
    sampling: samplingText(sprite.SampleType, sprite.SampleInterval, t),
    sheet: t('template.sheet', { rows: sprite.RowCount, columns: sprite.ColumnCount }),
  }),
  AnimatedGraphics: (animated, t) => ({
    format: (animated.Format ?? '').toUpperCase(),
    size: sizeText(animated, t),
    fps: fpsText(animated.Fps ?? 0, t),
  }),
  Watermark: ({ Type, CoordinateOrigin, XPos, YPos, ImageTemplate, TextTemplate, SvgTemplate }, t) => ({
    mark: [
      t(Type === 'text' ? 'template.markText' : Type === 'svg' ? 'template.markSvg' : 'template.markImage'),
      ImageTemplate?.Width ?? TextTemplate?.FontSize ?? SvgTemplate?.Width,
    ]
      .filter(Boolean)
      .join(' '),
    place: t(`template.origin.${(CoordinateOrigin ?? 'TopLeft') as 'TopLeft'}`, { x: XPos ?? '0px', y: YPos ?? '0px' }),
  }),
};

export function figuresOf<K extends TemplateKind>(row: TemplateRow<K>, t: TFunction): Figures {
  return figuresOfKind[row.kind](row.settings, t);
}

/** What a transcode is in a word or two, as "MP4 360p"; its name where the lines of its picture aren't fixed. */
export function briefText({ name, settings }: TemplateRow<'Transcode'>): string {
  const { Container, VideoTemplate: video } = settings;
  const container = (Container ?? '').toUpperCase();
  if (!video) return container;
  return video.Height && !video.Width ? `${container} ${video.Height}p` : name || container;
}

/** All figures on one line. */
export const figuresText = (row: TemplateRow, t: TFunction) =>
  Object.values(figuresOf(row, t))
    .filter(Boolean)
    .join(' · ');
