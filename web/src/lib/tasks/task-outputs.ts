/** A file that a task made, as far as the API tells of it. */
export interface TaskOutput {
  url: string;
  /** Of a new media. */
  fileId?: string;
  name?: string;
  width?: number;
  height?: number;
  sizeBytes?: number;
  bitrate?: number;
  durationSeconds?: number;
  /** Named values that are no file: hashes. */
  facts?: [string, string][];
}

// The outputs of all kinds have their members under these names; a kind has some of them.
interface AnyOutput {
  Url?: string | null;
  FileUrl?: string | null;
  CoverUrl?: string | null;
  WebVttUrl?: string | null;
  ImageUrlSet?: string[] | null;
  PicInfoSet?: { Url?: string | null; TimeOffset?: number | null }[] | null;
  FileId?: string | null;
  MediaName?: string | null;
  MediaBasicInfo?: { Name?: string | null; MediaUrl?: string | null } | null;
  Width?: number | null;
  Height?: number | null;
  Size?: number | null;
  Bitrate?: number | null;
  Duration?: number | null;
  Md5?: string | null;
  Sha1?: string | null;
}

const known = (value: number | null | undefined) => value || undefined;

/** The files of an output: one for a transcode, several for snapshots. */
export function outputsOf(raw: object): TaskOutput[] {
  const output = raw as AnyOutput;
  const info = output.MediaBasicInfo;
  const url = output.Url || output.CoverUrl || info?.MediaUrl || output.FileUrl;
  const pictures = [
    ...(output.ImageUrlSet ?? []),
    ...(output.PicInfoSet ?? []).flatMap(({ Url }) => (Url ? [Url] : [])),
    ...(output.WebVttUrl ? [output.WebVttUrl] : []),
  ];
  if (pictures.length > 0) return pictures.map((picture) => ({ url: picture }));
  if (!url && output.Sha1) {
    return [{ url: '', facts: [['MD5', output.Md5 ?? ''], ['SHA-1', output.Sha1]] }];
  }
  if (!url && !output.FileId) return [];
  return [
    {
      url: url ?? '',
      fileId: output.FileId || undefined,
      name: output.MediaName || info?.Name || undefined,
      width: known(output.Width),
      height: known(output.Height),
      sizeBytes: known(output.Size),
      bitrate: known(output.Bitrate),
      durationSeconds: known(output.Duration),
    },
  ];
}
