import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { JsonText } from '@/components/json-text';
import { CopyButton } from '@/components/copy-button';
import type { EventAttempt } from '@/lib/wire/types';

import { AttemptVerdict } from './attempt-verdict';
import { ClockText } from './clock-text';
import { FailureNotice } from './failure-notice';
import { PhaseBar } from './phase-bar';

/** One attempt: what came of it, where the time went, what the receiver answered. */
export function AttemptView({ attempt }: { attempt: EventAttempt }) {
  const { t } = useTranslation('events');
  return (
    <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 12px', alignItems: 'baseline' }}>
        <strong>{t('attempt.number', { number: attempt.Number ?? 0 })}</strong>
        <AttemptVerdict attempt={attempt} />
        {attempt.Destination === 'CallbackV2' && <span>{t('destination.CallbackV2')}</span>}
        <Typography.Text type="secondary">
          <ClockText iso={attempt.StartTime} />
        </Typography.Text>
        {attempt.Address && <Typography.Text type="secondary">{t('attempt.address', { address: attempt.Address })}</Typography.Text>}
      </div>
      {attempt.Url && (
        <div className="mono" style={{ fontSize: 12, overflowWrap: 'anywhere' }}>
          POST {attempt.Url} <CopyButton text={attempt.Url} label="URL" />
        </div>
      )}
      <FailureNotice ending={attempt} />
      <PhaseBar attempt={attempt} />
      {attempt.Answer ? (
        <div>
          <Typography.Text type="secondary">{t('attempt.answer')}</Typography.Text>
          <JsonText label={t('attempt.answer')} value={attempt.Answer} heightMax={160} />
        </div>
      ) : (
        attempt.Status !== 0 && <Typography.Text type="secondary">{t('attempt.emptyAnswer')}</Typography.Text>
      )}
    </div>
  );
}
