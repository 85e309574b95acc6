import { queryOptions } from '@tanstack/react-query';

import { parseSprite } from '../sprite';

/** The places of the small pictures of a sprite, from its WebVTT file. */
export const spriteQuery = (app: number, fileId: string, vttUrl: string) =>
  queryOptions({
    queryKey: ['quick-view', app, fileId, 'sprite', vttUrl],
    queryFn: async ({ signal }) => {
      const answer = await fetch(vttUrl, { signal, credentials: 'omit' });
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
      return parseSprite(await answer.text(), vttUrl);
    },
    retry: false,
  });
