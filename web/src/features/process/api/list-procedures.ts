import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

const freshMs = 15_000;

/** The procedures of an application, the built-in ones too. No change tells of them: they are read again when the form opens. */
export const proceduresQuery = (app: number) =>
  queryOptions({
    queryKey: ['process', app, 'procedures'],
    queryFn: async ({ signal }) =>
      (await call('DescribeProcedureTemplates', { SubAppId: app, Limit: 100 }, { signal })).ProcedureTemplateSet ?? [],
    staleTime: freshMs,
  });
