import { queryOptions } from '@tanstack/react-query';

import { ApiError, call } from '@/lib/api';
import type { TemplateKind } from '@/lib/templates';
import type { TemplateRule } from '@/lib/wire/types';

/** Ranges, words and defaults of a kind, as the server checks them; null from a server that does not tell them. */
export const templateRulesQuery = (kind: TemplateKind) =>
  queryOptions({
    queryKey: ['template-rules', kind],
    queryFn: async ({ signal }): Promise<TemplateRule[] | null> => {
      try {
        return (await call('DescribeTemplateRules', { Kind: kind }, { signal })).RuleSet ?? [];
      } catch (error) {
        if (error instanceof ApiError && error.code === 'InvalidAction') return null;
        throw error;
      }
    },
  });
