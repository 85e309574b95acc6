import { queryOptions } from '@tanstack/react-query';

import { call } from '@/lib/api';

import { rowOf, type TemplateKind, type TemplateOf, type TemplateRow } from './kinds';

const pageRows = 100; // The most that the API gives at once.
const freshMs = 15_000;

async function listTemplates<K extends TemplateKind>(
  app: number,
  kind: K,
  signal: AbortSignal,
): Promise<TemplateRow<K>[]> {
  const rows: TemplateRow<K>[] = [];
  for (;;) {
    const request = { SubAppId: app, Offset: rows.length, Limit: pageRows };
    const answer = await call(`Describe${kind}Templates`, request, { signal });
    // The list is named by the kind, which the types can't follow here.
    const found = ((answer as Record<string, unknown>)[`${kind}TemplateSet`] ?? []) as TemplateOf[K][];
    rows.push(...found.map((settings) => rowOf(kind, settings)));
    if (found.length < pageRows || rows.length >= (answer.TotalCount ?? 0)) return rows;
  }
}

/**
 * All templates of a kind: presets first, then the application's own, by number. The API finds no names, so lists and pickers
 * read all of them (a hundred own ones, a thousand watermarks) and search here. No change tells of templates: they are read
 * again when a screen opens.
 */
export const templatesQuery = <K extends TemplateKind>(app: number, kind: K) =>
  queryOptions({
    queryKey: ['templates', app, kind],
    queryFn: ({ signal }) => listTemplates(app, kind, signal),
    staleTime: freshMs,
  });
