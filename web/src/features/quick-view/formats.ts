const codecNames: Record<string, string> = {
  h264: 'H.264',
  hevc: 'H.265',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  mpeg4: 'MPEG-4',
  mpeg2video: 'MPEG-2',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
};

/** The name that people know a codec by; nothing is "". */
export const codecText = (codec: string | null | undefined) =>
  codec ? (codecNames[codec.toLowerCase()] ?? codec.toUpperCase()) : '';

const containerNames: Record<string, string> = { matroska: 'MKV', mpegts: 'TS', asf: 'WMV', hls: 'HLS', dash: 'DASH' };

/** FFmpeg tells a family ("mov,mp4,m4a,..."): the file's own extension says which of them it is. */
export function containerText(family: string, url: string): string {
  const extension = /\.([a-z0-9]{1,5})(?:[?#]|$)/i.exec(url.slice(url.lastIndexOf('/') + 1))?.[1]?.toLowerCase() ?? '';
  const members = family.toLowerCase().split(',').filter(Boolean);
  if (extension === 'm3u8') return 'HLS';
  if (extension === 'mpd') return 'DASH';
  if (members.includes(extension) || extension === 'mkv') return extension.toUpperCase();
  const first = members[0] ?? extension;
  return containerNames[first] ?? first.toUpperCase();
}

const mimeTypes: Record<string, string> = {
  MP4: 'video/mp4',
  M4V: 'video/mp4',
  M4A: 'audio/mp4',
  // Browsers play MOV by its contents, whatever they say of its type.
  MOV: 'video/mp4',
  WEBM: 'video/webm',
  MKV: 'video/x-matroska',
  OGG: 'video/ogg',
  MP3: 'audio/mpeg',
  WAV: 'audio/wav',
  FLAC: 'audio/flac',
  AAC: 'audio/aac',
  AVI: 'video/x-msvideo',
  FLV: 'video/x-flv',
  TS: 'video/mp2t',
  WMV: 'video/x-ms-wmv',
};

const codecIds: Record<string, string> = {
  h264: 'avc1.64001f',
  hevc: 'hvc1.1.6.L93.B0',
  av1: 'av01.0.04M.08',
  vp8: 'vp8',
  vp9: 'vp09.00.10.08',
  mpeg4: 'mp4v.20.8',
  aac: 'mp4a.40.2',
  mp3: 'mp3',
  opus: 'opus',
  vorbis: 'vorbis',
  flac: 'flac',
  ac3: 'ac-3',
  eac3: 'ec-3',
};
const withoutCodecs = new Set(['MP3', 'WAV', 'FLAC', 'AAC']);

/** What canPlayType is asked about a file; "" when nothing is known of it. */
export function mimeOf(container: string, videoCodec?: string | null, audioCodec?: string | null): string {
  const type = mimeTypes[container];
  if (!type || withoutCodecs.has(container)) return type ?? '';
  const codecs = [videoCodec, audioCodec]
    .filter((codec): codec is string => Boolean(codec))
    .map((codec) => codecIds[codec.toLowerCase()] ?? codec);
  return codecs.length > 0 ? `${type}; codecs="${codecs.join(', ')}"` : type;
}
