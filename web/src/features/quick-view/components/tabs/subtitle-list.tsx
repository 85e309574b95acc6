import { useTranslation } from 'react-i18next';

import type { MediaSubtitleItem } from '@/lib/wire/types';

import { LinkActions } from '../link-actions';

export function SubtitleList({ subtitles }: { subtitles: MediaSubtitleItem[] }) {
  const { t } = useTranslation('quick-view');
  if (subtitles.length === 0) return <p className="qv-quiet">{t('metadata.noSubtitles')}</p>;
  return (
    <ul className="qv-list">
      {subtitles.map(({ Id, Name, Language, Format, Url }) => (
        <li key={Id} className="qv-row">
          <span>
            {Name} <span className="qv-quiet">{[Language, Format?.toUpperCase()].filter(Boolean).join(', ')}</span>
          </span>
          {Url && <LinkActions url={Url} name={Name || Id || ''} />}
        </li>
      ))}
    </ul>
  );
}
