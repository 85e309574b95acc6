import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { ApiError, isNetworkError, serverNow, useChanges } from '@/lib/api';
import type { MediaSummary } from '@/lib/wire/types';

import { listMediaByIds } from '../api/list-media';
import { mediaRowsKey } from '../api/media-rows-query';
import { idOf, type MediaRows, withChanges, withRowsReadAnew, withStrangers } from './media-rows';
import { isNewestFirst, type MediaView } from './media-view';
import { RowReader } from './row-reader';

const wholeSecondMs = 1_000; // CreateTime has no fractions.

/**
 * Keeps a list as the server has it: progress is patched in, rows that changed are read anew, media that are new come on top.
 * Where they have no place on top they are `unseen`, until the list is read anew.
 */
export function useLiveMedia(app: number, view: MediaView, isFetching: boolean) {
  const client = useQueryClient();
  const reader = useRef<RowReader>(undefined);
  const toldMeanwhile = useRef(new Set<string>());
  const [unseen, setUnseen] = useState<{ view: MediaView; ids: ReadonlySet<string> }>({ view, ids: new Set() });

  useEffect(() => {
    const key = mediaRowsKey(app, view);
    const openedMs = serverNow() - wholeSecondMs;
    const isNew = (row: MediaSummary) => Date.parse(row.CreateTime ?? '') >= openedMs;
    const rows = new RowReader(async (ids) => {
      let found: MediaSummary[];
      try {
        found = await listMediaByIds(app, view, ids);
      } catch (failure) {
        if (!(failure instanceof ApiError) || isNetworkError(failure)) throw failure;
        // The server does not read single rows of this list.
        return client.invalidateQueries({ queryKey: key });
      }
      let strangers: MediaSummary[] = [];
      client.setQueryData<MediaRows>(key, (before) => {
        if (!before) return before;
        const patched = withRowsReadAnew(before, ids, found);
        strangers = patched.strangers;
        return isNewestFirst(view) ? withStrangers(patched.list, strangers) : patched.list;
      });
      const news = isNewestFirst(view) ? [] : strangers.filter(isNew).map(idOf);
      if (news.length > 0) setUnseen((before) => ({ view, ids: new Set([...(before.view === view ? before.ids : []), ...news]) }));
    });
    reader.current = rows;
    return () => rows.close();
  }, [client, app, view]);

  useChanges(({ changes }) => {
    const key = mediaRowsKey(app, view);
    const before = client.getQueryData<MediaRows>(key);
    const { list, stale } = withChanges(before ?? { rows: [] }, changes);
    if (before && list !== before) client.setQueryData<MediaRows>(key, list);
    // A read that is under way may have begun before the change: it does not count.
    if (isFetching) stale.forEach((id) => toldMeanwhile.current.add(id));
    else reader.current?.ask(stale);
  });

  useEffect(() => {
    if (isFetching || toldMeanwhile.current.size === 0) return;
    reader.current?.ask([...toldMeanwhile.current]);
    toldMeanwhile.current.clear();
  }, [isFetching]);

  return {
    unseen: unseen.view === view ? unseen.ids.size : 0,
    forgetUnseen: () => setUnseen({ view, ids: new Set() }),
  };
}
