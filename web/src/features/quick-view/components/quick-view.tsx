import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

import type { QuickViewProps } from './quick-view-door';

export default function QuickView({ fileId, onClose, process }: QuickViewProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={fileId}>
      <h2>{fileId}</h2>
      <Button onClick={onClose}>{t('action.close')}</Button>
      {process}
    </section>
  );
}
