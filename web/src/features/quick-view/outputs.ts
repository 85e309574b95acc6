import type { AdaptiveDynamicStreamingInfoItem, MediaInfo, MediaTranscodeItem } from '@/lib/wire/types';

import { codecText, containerText, mimeOf } from './formats';

export type OutputKind = 'original' | 'transcode' | 'adaptive';
/** How a browser gets at it: a file by itself, HLS by hls.js, DASH not at all. */
export type PlayWay = 'file' | 'hls' | 'dash';

/** Something of a media that can be played: the original, a transcode, an adaptive stream. */
export interface Output {
  /** Stands in the address: "original", "100010", "adaptive-10". */
  id: string;
  kind: OutputKind;
  definition: number;
  url: string;
  way: PlayWay;
  /** Only who has a play token gets the key. */
  isEncrypted: boolean;
  container: string;
  videoCodec: string;
  audioCodec: string;
  width: number;
  height: number;
  fps: number;
  sizeBytes: number;
  /** Of an adaptive stream: that of its largest rendition. */
  bitrateBps: number;
  durationS: number;
  /** Of an adaptive stream, from small to large. */
  renditions: { width: number; height: number; sizeBytes: number }[];
  /** For canPlayType. */
  mime: string;
}

export const outputId = (kind: OutputKind, definition: number) =>
  kind === 'original' ? 'original' : kind === 'adaptive' ? `adaptive-${definition}` : String(definition);

const averageBps = (bytes: number, seconds: number) => (seconds > 0 ? (bytes * 8) / seconds : 0);

function ofTranscode(item: MediaTranscodeItem): Output {
  const url = item.Url ?? '';
  const definition = item.Definition ?? 0;
  const kind: OutputKind = definition === 0 ? 'original' : 'transcode';
  const video = item.VideoStreamSet?.[0];
  const audio = item.AudioStreamSet?.[0];
  const container = containerText(item.Container ?? '', url);
  const sizeBytes = item.Size ?? 0;
  const durationS = item.Duration ?? 0;
  return {
    id: outputId(kind, definition),
    kind,
    definition,
    url,
    way: container === 'HLS' ? 'hls' : container === 'DASH' ? 'dash' : 'file',
    isEncrypted: false,
    container,
    videoCodec: codecText(video?.Codec),
    audioCodec: codecText(audio?.Codec),
    width: item.Width ?? 0,
    height: item.Height ?? 0,
    fps: video?.Fps ?? 0,
    sizeBytes,
    // The Bitrate that is told of a playlist is that of its text.
    bitrateBps: averageBps(sizeBytes, durationS) || (item.Bitrate ?? 0),
    durationS,
    renditions: [],
    mime: mimeOf(container, video?.Codec, audio?.Codec),
  };
}

function ofAdaptive(item: AdaptiveDynamicStreamingInfoItem, durationS: number): Output {
  const pictures = (item.SubStreamSet ?? []).filter((stream) => stream.Type === 'video');
  const renditions = pictures
    .map(({ Width, Height, Size }) => ({ width: Width ?? 0, height: Height ?? 0, sizeBytes: Size ?? 0 }))
    .sort((a, b) => a.width * a.height - b.width * b.height || a.sizeBytes - b.sizeBytes);
  const largest = renditions.at(-1);
  const isDash = item.Package === 'MPEG-DASH';
  return {
    id: outputId('adaptive', item.Definition ?? 0),
    kind: 'adaptive',
    definition: item.Definition ?? 0,
    url: item.Url ?? '',
    way: isDash ? 'dash' : 'hls',
    isEncrypted: item.DrmType === 'SimpleAES',
    container: isDash ? 'DASH' : 'HLS',
    videoCodec: '',
    audioCodec: '',
    width: largest?.width ?? 0,
    height: largest?.height ?? 0,
    fps: 0,
    sizeBytes: item.Size ?? 0,
    bitrateBps: averageBps(largest?.sizeBytes ?? 0, durationS),
    durationS,
    renditions,
    mime: '',
  };
}

/** What can be played of a media: the original first, transcodes by their number, adaptive streams. */
export function outputsOf(media: MediaInfo): Output[] {
  const transcodes = (media.TranscodeInfo?.TranscodeSet ?? []).filter(({ Url }) => Url).map(ofTranscode);
  const original = transcodes.filter(({ kind }) => kind === 'original');
  const url = media.BasicInfo?.MediaUrl;
  // The original is there before anything was found out about it.
  if (original.length === 0 && url) original.push(ofTranscode({ ...media.MetaData, Url: url, Definition: 0 }));
  const made = transcodes.filter(({ kind }) => kind !== 'original').sort((a, b) => a.definition - b.definition);
  const streams = (media.AdaptiveDynamicStreamingInfo?.AdaptiveDynamicStreamingSet ?? [])
    .filter(({ Url }) => Url)
    .map((item) => ofAdaptive(item, media.MetaData?.Duration ?? 0));
  return withOwnIds([...original, ...made, ...streams]);
}

/** Two outputs of one template are told apart by their place. */
function withOwnIds(outputs: Output[]): Output[] {
  const seen = new Map<string, number>();
  return outputs.map((output) => {
    const count = (seen.get(output.id) ?? 0) + 1;
    seen.set(output.id, count);
    return count === 1 ? output : { ...output, id: `${output.id}-${count}` };
  });
}

/** A value as a share of the original's in whole percent; undefined where there is nothing to compare. */
export function percentOf(value: number, original: number): number | undefined {
  if (!(value > 0) || !(original > 0)) return undefined;
  return Math.max(1, Math.round((100 * value) / original));
}

/** The output to begin with: the original where this browser plays it, else the first that it plays. */
export function firstChoice(outputs: Output[], canPlay: (output: Output) => boolean): Output | undefined {
  return outputs.find(canPlay) ?? outputs[0];
}
