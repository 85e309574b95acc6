import type { TemplateForm, Values } from './field';
import { labels } from './labels';
import { audioFields, hasAudio, hasVideo, topSpeedFields, videoDetails, videoFields } from './stream';

const hlsSegments = [
  'ts-segment',
  'ts-byterange',
  'mp4-segment',
  'mp4-byterange',
  'ts-ts-segment',
  'ts-ts-byterange',
  'mp4-mp4-segment',
  'mp4-mp4-byterange',
];
const isHls = ({ Format }: Values) => Format !== 'MPEG-DASH';

const rendition = (height: number, kbps: number): Values => ({
  RemoveVideo: 0,
  RemoveAudio: 0,
  Video: { Codec: 'libx264', Bitrate: kbps, Fps: 24, Width: 0, Height: height },
  Audio: { Codec: 'libfdk_aac', Bitrate: 64, SampleRate: 44100, AudioChannel: 2 },
});

export const adaptive: TemplateForm = {
  kind: 'AdaptiveDynamicStreaming',
  sections: [
    labels,
    {
      name: 'packaging',
      fields: [
        { path: 'Format', label: 'Packaging', input: 'choice', isRequired: true, words: ['HLS', 'MPEG-DASH'] },
        {
          path: 'SegmentType',
          label: 'AdaptiveSegmentType',
          input: 'choice',
          words: (values) => (isHls(values) ? hlsSegments : ['mp4-mp4-byterange']),
          cleared: '',
        },
        { path: 'SegmentDuration', label: 'SegmentDuration', input: 'number', unit: 's' },
        { path: 'DrmType', label: 'DrmType', input: 'choice', words: ['SimpleAES'], when: isHls, isFixed: true },
        { path: 'DisableHigherVideoBitrate', label: 'DisableHigherVideoBitrate', input: 'flag' },
        { path: 'DisableHigherVideoResolution', label: 'DisableHigherVideoResolution', input: 'flag' },
      ],
    },
  ],
  list: {
    path: 'StreamInfos',
    most: 10,
    sections: [
      {
        name: 'parts',
        fields: [
          { path: 'RemoveVideo', label: 'RemoveVideo', input: 'flag' },
          { path: 'RemoveAudio', label: 'RemoveAudio', input: 'flag' },
        ],
      },
      { name: 'video', fields: videoFields('Video.'), when: hasVideo },
      {
        name: 'videoDetails',
        // Segments of an adaptive stream last as long as the template's SegmentDuration.
        fields: videoDetails('Video.').filter(({ label }) => label !== 'HlsTime'),
        when: hasVideo,
      },
      { name: 'topSpeed', fields: topSpeedFields, when: hasVideo },
      { name: 'audio', fields: audioFields('Audio.'), when: hasAudio },
    ],
    initial: rendition(720, 1500),
  },
  initial: {
    Format: 'HLS',
    DisableHigherVideoResolution: 1,
    StreamInfos: [rendition(360, 400), rendition(720, 1500)],
  },
};
