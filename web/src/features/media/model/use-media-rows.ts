import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import { addNextPage, mediaRowsKey, mediaRowsQuery } from '../api/media-rows-query';
import { noRows } from './media-rows';
import type { MediaView } from './media-view';
import { useLiveMedia } from './use-live-media';

/** The list of a view, live; `readOn` reads its next page, once at a time, and not by itself again after it failed. */
export function useMediaRows(app: number, view: MediaView) {
  const client = useQueryClient();
  const query = useQuery({ ...mediaRowsQuery(app, view), placeholderData: keepPreviousData });
  const page = useMutation({ mutationFn: (of: MediaView) => addNextPage(client, app, of) });
  const { mutate, isPending } = page;
  const list = query.data ?? noRows;
  const isReady = query.isSuccess && !query.isFetching && !query.isPlaceholderData;
  const canReadOn = isReady && list.next !== undefined && !isPending;
  const pageError = page.variables === view ? page.error : null;
  const { unseen, forgetUnseen } = useLiveMedia(app, view, query.isFetching);
  return {
    list,
    isLoading: query.isPending,
    isOld: query.isPlaceholderData,
    error: query.error,
    pageError,
    readOn: useCallback(() => {
      if (canReadOn) mutate(view);
    }, [canReadOn, mutate, view]),
    unseen,
    readAnew: () => {
      forgetUnseen();
      return client.invalidateQueries({ queryKey: mediaRowsKey(app, view) });
    },
  };
}
