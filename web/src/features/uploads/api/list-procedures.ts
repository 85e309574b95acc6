import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

/** The task flows that an upload can start. Read whenever a dialog opens: they are made on another page. */
export const listProceduresQuery = (app: number) =>
  queryOptions({
    queryKey: ['uploads', app, 'procedures'],
    queryFn: async ({ signal }) => {
      const answer = await call('DescribeProcedureTemplates', { SubAppId: app, Limit: 100 }, { signal });
      return answer.ProcedureTemplateSet ?? [];
    },
    staleTime: 0,
  });
