import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';
import type { TaskSummary } from '@/lib/wire/types';

import { placesOf, type Places } from '../places';

const pagesMax = 5;
const rowsAtOnceMax = 100; // The most that the API gives.

/** Where each waiting task stands; empty when more wait than are worth counting. */
export const placesQuery = (app: number) =>
  queryOptions({
    queryKey: ['tasks', app, 'places'],
    queryFn: async ({ signal }): Promise<Places> => {
      const waiting: TaskSummary[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const request = { SubAppId: app, Status: 'WAITING', Limit: rowsAtOnceMax, Cursor: cursor };
        const answer = await call('ListTasks', request, { signal });
        waiting.push(...(answer.TaskSet ?? []));
        cursor = answer.NextCursor ?? undefined;
        if (!cursor) return placesOf(waiting);
      }
      return {};
    },
  });
