import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

const freshMs = 15_000;

/**
 * The task flows of an application, the presets too: one page holds them all (50 own ones at most). No change tells of them: they
 * are read again when a screen opens.
 */
export const proceduresQuery = (app: number) =>
  queryOptions({
    queryKey: ['procedures', app],
    queryFn: async ({ signal }) =>
      (await call('DescribeProcedureTemplates', { SubAppId: app, Limit: 100 }, { signal })).ProcedureTemplateSet ?? [],
    staleTime: freshMs,
  });
