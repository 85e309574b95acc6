import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';

export function PageLoading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-live="polite" style={{ display: 'flex', gap: 12, justifyContent: 'center', padding: 64 }}>
      <Spin /> <span>{t('state.loading')}</span>
    </div>
  );
}
