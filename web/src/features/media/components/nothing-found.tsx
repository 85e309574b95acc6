import { Button, Empty } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  text: string;
  isOld: boolean;
  onClear: () => void;
}

export function NothingFound({ text, isOld, onClear }: Props) {
  const { t } = useTranslation('media');
  const { t: common } = useTranslation();
  const said = isOld ? common('state.loading') : text ? t('list.noMatch', { text }) : t('list.noMatchOfFilters');
  return (
    <div role="status" style={{ flex: 1, display: 'grid', placeContent: 'center', padding: 32 }}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={said}>
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      </Empty>
    </div>
  );
}
