import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiError, isNetworkError } from '@/lib/api';

/** What went wrong, with the server's own words, its code and the request's id; `onRetry` offers another try. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const isApiError = error instanceof ApiError;
  const text = isNetworkError(error) ? t('state.network') : error instanceof Error ? error.message : String(error);
  return (
    <Alert
      type="error"
      showIcon
      title={isApiError && !isNetworkError(error) ? error.code : text}
      description={
        isApiError && !isNetworkError(error) ? (
          <>
            {text}
            {error.requestId && <div className="mono">{t('state.requestId', { id: error.requestId })}</div>}
          </>
        ) : undefined
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        )
      }
    />
  );
}
