import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

const expireSeconds = 6 * 3600;

/** A token that the server gives the keys of encrypted streams for; a new one well before it ends. */
export const playTokenQuery = (app: number, fileId: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'play-token'],
    queryFn: async ({ signal }) => {
      const request = { FileId: fileId, SubAppId: app, ExpireSeconds: expireSeconds };
      return (await call('CreatePlayToken', request, { signal })).Token ?? '';
    },
    staleTime: (expireSeconds * 1000) / 2,
  });
