import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';
import type { KeyInfo } from '@/lib/wire/types';

const pageRows = 100;

/** All keys, the root key first. */
export const keysQuery = () =>
  queryOptions({
    queryKey: ['keys'],
    queryFn: async ({ signal }) => {
      const keys: KeyInfo[] = [];
      let cursor: string | undefined;
      do {
        const page = await call('ListKeys', { Limit: pageRows, Cursor: cursor }, { signal });
        keys.push(...(page.KeySet ?? []));
        cursor = page.NextCursor ?? undefined;
      } while (cursor);
      return keys;
    },
  });
