import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

import { useConnectionState } from '@/lib/api';

/** Says that the live connection is lost, as long as it is. */
export function ConnectionBanner({ isWatching }: { isWatching: boolean }) {
  const { t } = useTranslation();
  const state = useConnectionState();
  return (
    <div role="status" aria-live="polite" data-connection={isWatching ? state : 'none'}>
      {isWatching && state === 'lost' && <Alert banner type="warning" title={t('shell.connection.lost')} />}
    </div>
  );
}
