import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The procedures that can be started on a media. Read anew each time that the choice opens: no change of one is told. */
export const proceduresQuery = (app: number) =>
  queryOptions({
    queryKey: ['media', app, 'procedures'],
    queryFn: async ({ signal }) =>
      (await call('DescribeProcedureTemplates', { SubAppId: app, Limit: 100 }, { signal })).ProcedureTemplateSet ?? [],
    staleTime: 0,
  });
