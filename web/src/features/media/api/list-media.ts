import { call } from '@/lib/api';
import type { ListMediaResponse, MediaSummary } from '@/lib/wire/types';

import { type MediaView, requestOfView } from '../model/media-view';

const pageRows = 100;

/** The page of a list that begins at a cursor. */
export const listMedia = (app: number, view: MediaView, cursor?: string, signal?: AbortSignal): Promise<ListMediaResponse> =>
  call('ListMedia', { ...requestOfView(app, view), Limit: pageRows, Cursor: cursor }, { signal });

/** Those of some media that a list has; the rest is deleted, or its filters leave it out. */
export async function listMediaByIds(app: number, view: MediaView, ids: string[]): Promise<MediaSummary[]> {
  const answer = await call('ListMedia', { ...requestOfView(app, view), FileIds: ids, Limit: pageRows });
  return answer.MediaSet ?? [];
}
