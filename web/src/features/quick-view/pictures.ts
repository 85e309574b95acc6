import type { MediaInfo } from '@/lib/wire/types';

export interface Picture {
  url: string;
  /** The moment of the media that it shows, where that is known. */
  timeS?: number;
  sizeBytes?: number;
  width?: number;
  height?: number;
}
/** Pictures that were made together, by one template. */
export interface PictureSet {
  definition: number;
  pictures: Picture[];
  /** Of sampled snapshots: "Percent" or "Time", and how much of it lies between two. */
  sampleType?: string;
  interval?: number;
  /** Of sprites. */
  tileWidth?: number;
  tileHeight?: number;
  tiles?: number;
  vttUrl?: string;
  /** Of animated graphics, in seconds of the media. */
  fromS?: number;
  toS?: number;
}
export interface Pictures {
  cover: PictureSet | undefined;
  timed: PictureSet[];
  sampled: PictureSet[];
  sprites: PictureSet[];
  animated: PictureSet[];
}

const urls = (list: string[] | null | undefined): Picture[] => (list ?? []).map((url) => ({ url }));

/** The moment that a sampled snapshot shows; the first one shows the beginning. */
function sampleTimeS(at: number, type: string | null | undefined, interval: number, durationS: number): number | undefined {
  if (type === 'Time') return at * interval;
  return type === 'Percent' && durationS > 0 ? (at * interval * durationS) / 100 : undefined;
}

/** All pictures of a media, by how they were made. */
export function picturesOf(media: MediaInfo): Pictures {
  const durationS = media.MetaData?.Duration ?? 0;
  const coverUrl = media.BasicInfo?.CoverUrl;
  return {
    cover: coverUrl ? { definition: 0, pictures: [{ url: coverUrl }] } : undefined,
    timed: (media.SnapshotByTimeOffsetInfo?.SnapshotByTimeOffsetSet ?? []).map((set) => ({
      definition: set.Definition ?? 0,
      pictures: (set.PicInfoSet ?? []).map(({ Url, TimeOffset }) => ({ url: Url ?? '', timeS: (TimeOffset ?? 0) / 1000 })),
    })),
    sampled: (media.SampleSnapshotInfo?.SampleSnapshotSet ?? []).map((set) => ({
      definition: set.Definition ?? 0,
      sampleType: set.SampleType ?? '',
      interval: set.Interval ?? 0,
      pictures: (set.ImageUrlSet ?? []).map((url, at) => {
        const timeS = sampleTimeS(at, set.SampleType, set.Interval ?? 0, durationS);
        return timeS === undefined ? { url } : { url, timeS };
      }),
    })),
    sprites: (media.ImageSpriteInfo?.ImageSpriteSet ?? []).map((set) => ({
      definition: set.Definition ?? 0,
      pictures: urls(set.ImageUrlSet),
      tileWidth: set.Width ?? 0,
      tileHeight: set.Height ?? 0,
      tiles: set.TotalCount ?? 0,
      vttUrl: set.WebVttUrl ?? '',
    })),
    animated: (media.AnimatedGraphicsInfo?.AnimatedGraphicsSet ?? []).map((item) => ({
      definition: item.Definition ?? 0,
      fromS: item.StartTimeOffset ?? 0,
      toS: item.EndTimeOffset ?? 0,
      pictures: [{ url: item.Url ?? '', sizeBytes: item.Size ?? 0, width: item.Width ?? 0, height: item.Height ?? 0 }],
    })),
  };
}
