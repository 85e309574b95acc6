import { Collapse, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { JsonText } from '@/components/json-text';
import type { EventAttempt, EventSummary } from '@/lib/wire/types';

import { postedText } from '../logic/posted-text';

/** What was posted last, as far as it is known: the signatures of an attempt are not kept. */
export function PostedRequest({ attempt, event }: { attempt: EventAttempt; event: EventSummary }) {
  const { t } = useTranslation('events');
  return (
    <Collapse
      size="small"
      items={[
        {
          key: 'request',
          label: t('request.show'),
          children: (
            <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
              <JsonText label={t('request.title')} value={postedText(attempt, event)} heightMax={480} />
              <Typography.Text type="secondary">{t('request.help')}</Typography.Text>
            </div>
          ),
        },
      ]}
    />
  );
}
