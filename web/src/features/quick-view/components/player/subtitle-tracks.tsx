import type { MediaSubtitleItem } from '@/lib/wire/types';

/** The subtitles of the media. Streams that have subtitles attached bring their own. */
export function SubtitleTracks({ subtitles }: { subtitles: MediaSubtitleItem[] }) {
  return subtitles.map(({ Id, Name, Language, Url }) => (
    <track key={Id} kind="subtitles" src={Url ?? ''} srcLang={Language ?? ''} label={Name || Language || Id || ''} />
  ));
}
