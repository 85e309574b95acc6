import { useTranslation } from 'react-i18next';

import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from '../model/media-rows';

const shownMax = 8;

/** Which media a dialog is about. */
export function MediaNames({ rows }: { rows: readonly MediaSummary[] }) {
  const { t } = useTranslation('media');
  const rest = rows.length - shownMax;
  return (
    <ul style={{ margin: '8px 0', paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
      {rows.slice(0, shownMax).map((row) => (
        <li key={idOf(row)}>{row.Name || idOf(row)}</li>
      ))}
      {rest > 0 && <li>{t('each.more', { count: rest })}</li>}
    </ul>
  );
}
