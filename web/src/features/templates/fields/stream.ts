import { at, type Field, type Values } from './field';

// Which codecs a container holds: docs/guide/templates.md. The server's own rules stand before these.
const codecsOf: Record<string, { video: readonly string[]; audio: readonly string[] }> = {
  mp4: { video: ['libx264', 'libx265', 'av1'], audio: ['libfdk_aac', 'libmp3lame', 'mp2'] },
  hls: { video: ['libx264', 'libx265'], audio: ['libfdk_aac'] },
  flv: { video: ['libx264'], audio: ['libfdk_aac', 'libmp3lame'] },
  mp3: { video: [], audio: ['libmp3lame'] },
  flac: { video: [], audio: ['flac'] },
  ogg: { video: [], audio: ['flac'] },
  m4a: { video: [], audio: ['libfdk_aac', 'libmp3lame', 'ac3'] },
  wav: { video: [], audio: ['pcm16'] },
};
const ofAdaptive = { video: ['libx264', 'libx265', 'av1'], audio: ['libfdk_aac'] };

export const containers = Object.keys(codecsOf);
export const isSoundContainer = (container: unknown) => codecsOf[String(container)]?.video.length === 0;

// An entry of an adaptive stream has no container of its own.
const codecs = (values: Values) => ('Container' in values ? codecsOf[String(values.Container)] : undefined) ?? ofAdaptive;

export const hasVideo = (values: Values) => values.RemoveVideo !== 1;
export const hasAudio = (values: Values) => values.RemoveAudio !== 1;

const fills = ['black', 'white', 'stretch', 'gauss'];

export const sizeFields = (prefix = '', fillWords: readonly string[] = fills): Field[] => [
  { path: `${prefix}Width`, label: 'Width', input: 'number', unit: 'px', zero: 'byShape', cleared: 0 },
  { path: `${prefix}Height`, label: 'Height', input: 'number', unit: 'px', zero: 'byShape', cleared: 0 },
  { path: `${prefix}ResolutionAdaptive`, label: 'ResolutionAdaptive', input: 'choice', words: ['open', 'close'], cleared: '' },
  ...(fillWords.length > 0
    ? [{ path: `${prefix}FillType`, label: 'FillType', input: 'choice', words: fillWords, cleared: '' } satisfies Field]
    : []),
];

/** What people set; the rest of the picture is videoDetails(). */
export const videoFields = (prefix: string): Field[] => [
  { path: `${prefix}Codec`, label: 'VideoCodec', input: 'choice', isRequired: true, words: (values) => codecs(values).video },
  { path: `${prefix}Bitrate`, label: 'VideoBitrate', input: 'number', unit: 'kbps', isRequired: true, zero: 'byQuality' },
  { path: `${prefix}Fps`, label: 'Fps', input: 'number', unit: 'fps', isRequired: true, zero: 'asSource' },
  ...sizeFields(prefix),
  { path: `${prefix}Mode`, label: 'Mode', input: 'choice', words: ['VBR', 'ABR', 'CBR', 'VCRF'], cleared: '' },
  { path: `${prefix}Vcrf`, label: 'Vcrf', input: 'number', zero: 'none', cleared: 0 },
];

export const videoDetails = (prefix: string): Field[] => {
  const codecIs = (word: string) => (values: Values) => at(values, `${prefix}Codec`) === word;
  return [
    { path: `${prefix}Gop`, label: 'Gop', input: 'number', zero: 'chosen', cleared: 0 },
    { path: `${prefix}GopUnit`, label: 'GopUnit', input: 'choice', words: ['frame', 'second'], cleared: '' },
    { path: `${prefix}Bframes`, label: 'Bframes', input: 'number' },
    { path: `${prefix}HlsTime`, label: 'HlsTime', input: 'number', unit: 's', zero: 'chosen', cleared: 0 },
    {
      path: `${prefix}VideoProfile`,
      label: 'VideoProfile',
      input: 'choice',
      words: ['default', 'baseline', 'main', 'high'],
      when: codecIs('libx264'),
      cleared: '',
    },
    { path: `${prefix}CodecTag`, label: 'CodecTag', input: 'choice', words: ['hvc1', 'hev1'], when: codecIs('libx265'), cleared: '' },
    { path: `${prefix}PreserveHDRSwitch`, label: 'PreserveHDRSwitch', input: 'onOff' },
  ];
};

export const audioFields = (prefix: string): Field[] => [
  { path: `${prefix}Codec`, label: 'AudioCodec', input: 'choice', isRequired: true, words: (values) => codecs(values).audio },
  { path: `${prefix}Bitrate`, label: 'AudioBitrate', input: 'number', unit: 'kbps', isRequired: true, zero: 'chosen' },
  {
    path: `${prefix}SampleRate`,
    label: 'SampleRate',
    input: 'choice',
    isNumber: true,
    unit: 'Hz',
    isRequired: true,
    words: (values) =>
      at(values, `${prefix}Codec`) === 'pcm16'
        ? ['16000', '32000', '44100', '48000']
        : values.Container === 'flv' && at(values, `${prefix}Codec`) === 'libmp3lame'
          ? ['44100']
          : ['32000', '44100', '48000'],
  },
  {
    path: `${prefix}AudioChannel`,
    label: 'AudioChannel',
    input: 'choice',
    isNumber: true,
    words: (values) =>
      at(values, `${prefix}Codec`) === 'libfdk_aac' && !isSoundContainer(values.Container) ? ['0', '1', '2', '6'] : ['0', '1', '2'],
  },
];

export const topSpeedFields: Field[] = [
  { path: 'TEHDConfig.Type', label: 'TopSpeed', input: 'choice', words: ['OFF', 'TEHD-100'], cleared: '' },
  {
    path: 'TEHDConfig.MaxVideoBitrate',
    label: 'MaxVideoBitrate',
    input: 'number',
    unit: 'kbps',
    zero: 'unbounded',
    cleared: 0,
    when: (values) => at(values, 'TEHDConfig.Type') === 'TEHD-100',
  },
];
