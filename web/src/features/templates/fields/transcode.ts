import type { TemplateForm } from './field';
import { labels } from './labels';
import { audioFields, containers, hasAudio, hasVideo, topSpeedFields, videoDetails, videoFields } from './stream';

export const transcode: TemplateForm = {
  kind: 'Transcode',
  sections: [
    labels,
    {
      name: 'container',
      fields: [
        { path: 'Container', label: 'Container', input: 'choice', isRequired: true, words: containers },
        {
          path: 'SegmentType',
          label: 'SegmentType',
          input: 'choice',
          words: ['ts', 'fmp4'],
          when: ({ Container }) => Container === 'hls',
          cleared: '',
        },
        { path: 'RemoveVideo', label: 'RemoveVideo', input: 'flag' },
        { path: 'RemoveAudio', label: 'RemoveAudio', input: 'flag' },
      ],
    },
    { name: 'video', fields: videoFields('VideoTemplate.'), when: hasVideo },
    { name: 'videoDetails', fields: videoDetails('VideoTemplate.'), when: hasVideo },
    { name: 'topSpeed', fields: topSpeedFields, when: hasVideo },
    { name: 'audio', fields: audioFields('AudioTemplate.'), when: hasAudio },
  ],
  initial: {
    Container: 'mp4',
    RemoveVideo: 0,
    RemoveAudio: 0,
    VideoTemplate: { Codec: 'libx264', Bitrate: 1000, Fps: 25, Width: 0, Height: 540 },
    AudioTemplate: { Codec: 'libfdk_aac', Bitrate: 64, SampleRate: 44100, AudioChannel: 2 },
  },
};
