import type { TFunction } from 'i18next';

import { figuresText, type TemplateRow } from '@/lib/templates';

export type TypeFilter = 'all' | 'preset' | 'own';

/** What the address says. */
export interface TemplateFilter {
  type: TypeFilter;
  text: string;
}

export const filterOf = (search: URLSearchParams): TemplateFilter => {
  const type = search.get('type');
  return { type: type === 'preset' || type === 'own' ? type : 'all', text: search.get('q') ?? '' };
};

/** All words of the text stand in the number, the name, the comment or the figures. */
export function isWanted(row: TemplateRow, { type, text }: TemplateFilter, t: TFunction): boolean {
  if (type !== 'all' && row.isPreset !== (type === 'preset')) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = `${row.definition} ${row.name} ${row.comment} ${figuresText(row, t)}`.toLowerCase();
  return words.every((word) => all.includes(word));
}
