import { type QueryClient, queryOptions } from '@tanstack/react-query';

import { type MediaRows, noRows, withPage } from '../model/media-rows';
import type { MediaView } from '../model/media-view';
import { listMedia } from './list-media';

const keptMs = 10 * 60_000;

export const mediaRowsKey = (app: number, view: MediaView) => ['media', app, 'list', view] as const;

/**
 * The beginning of a list. Later pages are put behind it in the cache (`addNextPage`), and what WatchChanges tells is patched
 * into it. Not an infinite query: that one ends a page's read with the pages that it began with, and a change that is told
 * meanwhile would be lost. Read anew, it reads as many pages as it had.
 */
export const mediaRowsQuery = (app: number, view: MediaView) =>
  queryOptions({
    queryKey: mediaRowsKey(app, view),
    queryFn: async ({ client, queryKey, signal }): Promise<MediaRows> => {
      const before = client.getQueryData<MediaRows>(queryKey)?.rows.length ?? 0;
      let list = noRows;
      do {
        list = withPage(list, list.next, await listMedia(app, view, list.next, signal));
      } while (list.next && list.rows.length < before);
      return list;
    },
    // What changed while no list was on screen was told to nobody.
    refetchOnMount: 'always',
    structuralSharing: false,
    gcTime: keptMs,
  });

export async function addNextPage(client: QueryClient, app: number, view: MediaView): Promise<void> {
  const key = mediaRowsKey(app, view);
  const asked = client.getQueryData<MediaRows>(key)?.next;
  if (!asked) return;
  const page = await listMedia(app, view, asked);
  client.setQueryData<MediaRows>(key, (list) => list && withPage(list, asked, page));
}
