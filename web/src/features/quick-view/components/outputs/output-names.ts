import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { templatesQuery } from '@/lib/templates';

import type { OutputKind } from '../../outputs';

export interface OutputName {
  /** "100010", "Original". */
  title: string;
  /** The template's name. */
  detail: string;
  /** Both, for labels. */
  full: string;
}

/** How outputs are called: by the number and name of their template. */
export function useOutputNames(app: number): (kind: OutputKind, definition: number) => OutputName {
  const { t } = useTranslation('quick-view');
  const transcodes = useQuery(templatesQuery(app, 'Transcode'));
  const streams = useQuery(templatesQuery(app, 'AdaptiveDynamicStreaming'));
  return (kind, definition) => {
    if (kind === 'original') return { title: t('outputs.original'), detail: '', full: t('outputs.original') };
    const rows = kind === 'transcode' ? transcodes.data : streams.data;
    const detail = rows?.find((row) => row.definition === definition)?.name ?? '';
    const title = kind === 'adaptive' ? t('outputs.adaptive', { definition }) : String(definition);
    return { title, detail, full: detail ? `${title} ${detail}` : title };
  };
}
