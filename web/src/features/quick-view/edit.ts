import type { MediaInfo, ModifyMediaInfoRequest } from '@/lib/wire/types';

/** What the server tells of a media that never expires. */
export const neverExpires = '9999-12-31T23:59:59Z';

/** What a person may change of a media. */
export interface MediaEdit {
  name: string;
  description: string;
  tags: string[];
  /** In UTC, to the second; undefined never. */
  expireTime: string | undefined;
}

export function editOf({ BasicInfo }: MediaInfo): MediaEdit {
  const expires = BasicInfo?.ExpireTime;
  return {
    name: BasicInfo?.Name ?? '',
    description: BasicInfo?.Description ?? '',
    tags: BasicInfo?.TagSet ?? [],
    expireTime: expires && expires !== neverExpires ? expires : undefined,
  };
}

/** The call for what differs; what stays is not in it. */
export function editRequest(app: number, fileId: string, before: MediaEdit, after: MediaEdit): ModifyMediaInfoRequest {
  const added = after.tags.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !after.tags.includes(tag));
  return {
    FileId: fileId,
    SubAppId: app,
    ...(after.name !== before.name && { Name: after.name }),
    ...(after.description !== before.description && { Description: after.description }),
    ...(added.length > 0 && { AddTags: added }),
    ...(removed.length > 0 && { DeleteTags: removed }),
    ...(after.expireTime !== before.expireTime && { ExpireTime: after.expireTime ?? neverExpires }),
  };
}

export const changesNothing = (request: ModifyMediaInfoRequest) => Object.keys(request).length === 2;
