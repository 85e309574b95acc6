import type { MediaInfo } from '@/lib/wire/types';

import { outputsOf } from './outputs';
import { picturesOf } from './pictures';

/** How much there is of a media. */
export interface Contents {
  originals: number;
  transcodes: number;
  streams: number;
  pictures: number;
  subtitles: number;
  /** Of original, transcodes and streams: sizes of pictures are not told. */
  bytes: number;
}

export function contentsOf(media: MediaInfo): Contents {
  const outputs = outputsOf(media);
  const count = (kind: string) => outputs.filter((output) => output.kind === kind).length;
  const { cover, timed, sampled, sprites, animated } = picturesOf(media);
  return {
    originals: count('original'),
    transcodes: count('transcode'),
    streams: count('adaptive'),
    pictures: [cover, ...timed, ...sampled, ...sprites, ...animated].reduce((sum, set) => sum + (set?.pictures.length ?? 0), 0),
    subtitles: media.SubtitleInfo?.SubtitleSet.length ?? 0,
    bytes: outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
