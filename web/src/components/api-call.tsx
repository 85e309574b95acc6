import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import type { Action, RequestOf } from '@/lib/api';

/** The call that a form makes, to be copied. */
export function ApiCall<A extends Action>({ action, request }: { action: A; request: RequestOf<A> }) {
  const { t } = useTranslation();
  const text = JSON.stringify(request, null, 2);
  return (
    <section aria-label={t('apiCall.title')}>
      <Typography.Text strong>{action}</Typography.Text> <CopyButton text={text} label={t('apiCall.title')} />
      <pre className="mono">{text}</pre>
    </section>
  );
}
