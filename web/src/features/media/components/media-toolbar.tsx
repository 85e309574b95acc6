import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { SearchInput } from '@/components/search-input';

import { categories, isFiltered, type MediaView, statuses, withoutFilters } from '../model/media-view';

const typingMs = 150;
const commonTypes = ['mp4', 'mov', 'mkv', 'webm', 'flv', 'ts', 'avi', 'm3u8', 'mp3', 'm4a', 'wav', 'jpg', 'png', 'gif'];

type Status = (typeof statuses)[number] | 'any';
type Category = (typeof categories)[number] | 'any';

interface Props {
  view: MediaView;
  onView: (view: MediaView) => void;
}

/** Search and filters; the list follows while one types. */
export function MediaToolbar({ view, onView }: Props) {
  const { t } = useTranslation('media');
  return (
    <div role="search" aria-label={t('filter.label')} style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <SearchBox view={view} onView={onView} />
      <Select<Status>
        aria-label={t('filter.status')}
        style={{ width: 150 }}
        value={view.status ?? 'any'}
        options={[
          { value: 'any', label: t('filter.anyStatus') },
          ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
        onChange={(value) => onView({ ...view, status: value === 'any' ? undefined : value })}
      />
      <Select<Category>
        aria-label={t('filter.category')}
        style={{ width: 150 }}
        value={view.category ?? 'any'}
        options={[
          { value: 'any', label: t('filter.anyCategory') },
          ...categories.map((value) => ({ value, label: t(`category.${value}`) })),
        ]}
        onChange={(value) => onView({ ...view, category: value === 'any' ? undefined : value })}
      />
      <Select
        mode="tags"
        aria-label={t('filter.types')}
        placeholder={t('filter.anyType')}
        style={{ minWidth: 150, maxWidth: 280 }}
        maxTagCount="responsive"
        maxTagPlaceholder={(hidden) => `+${hidden.length}`}
        value={view.types}
        tokenSeparators={[',', ' ']}
        options={commonTypes.map((value) => ({ value, label: value }))}
        onChange={(types: string[]) => onView({ ...view, types: types.map((type) => type.trim().toLowerCase()) })}
      />
      {isFiltered(view) && <Button onClick={() => onView(withoutFilters(view))}>{t('filter.clear')}</Button>}
    </div>
  );
}

function SearchBox({ view, onView }: Props) {
  const { t } = useTranslation('media');
  const [typed, setTyped] = useState(view.text);
  const [sent, setSent] = useState(view.text);
  const [known, setKnown] = useState(view.text);
  if (known !== view.text) {
    setKnown(view.text);
    // Somebody else changed it: "clear filters", or the browser's back button.
    if (view.text !== sent) {
      setSent(view.text);
      setTyped(view.text);
    }
  }
  useEffect(() => {
    const text = typed.trim();
    if (text === view.text) return;
    const timer = setTimeout(() => {
      setSent(text);
      onView({ ...view, text });
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, view, onView]);
  return (
    <SearchInput
      label={t('filter.search')}
      maxLength={64}
      style={{ flex: '1 1 220px', maxWidth: 360 }}
      value={typed}
      onChange={setTyped}
    />
  );
}
