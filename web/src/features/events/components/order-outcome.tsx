import { Alert, Progress, Spin, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import type { Outcome } from '../logic/steps';

interface Props {
  /** What would happen, instead of what happened. */
  isRehearsal: boolean;
  isBusy: boolean;
  outcome: Outcome | undefined;
  expected: number | undefined;
}

const skippedShownMax = 20;

/** How far an order is, what it came to, and which events it left as they are. */
export function OrderOutcome({ isRehearsal, isBusy, outcome, expected }: Props) {
  const { t } = useTranslation('events');
  const count = outcome?.count ?? 0;
  const skipped = outcome?.skipped ?? [];
  return (
    <div aria-live="polite" style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {isRehearsal && isBusy && (
        <span>
          <Spin size="small" /> {t('order.counting')}
        </span>
      )}
      {isRehearsal && !isBusy && outcome && (
        <Alert type={count > 0 ? 'info' : 'warning'} showIcon title={t('order.would', { count })} />
      )}
      {!isRehearsal && (
        <>
          {expected !== undefined && expected > 0 && (
            <Progress
              aria-label={t('order.progress')}
              percent={Math.min(100, Math.floor((count / expected) * 100))}
              status={isBusy ? 'active' : outcome?.isComplete ? 'success' : 'normal'}
            />
          )}
          {isBusy && <span>{t('order.soFar', { count })}</span>}
          {!isBusy && outcome && (
            <Alert
              type={outcome.isComplete ? 'success' : 'warning'}
              showIcon
              title={t(outcome.isComplete ? 'order.did' : 'order.stopped', { count })}
            />
          )}
        </>
      )}
      {skipped.length > 0 && (
        <div>
          <Typography.Text strong>{t('order.skipped', { count: skipped.length })}</Typography.Text>
          <ul style={{ margin: '4px 0 0', paddingInlineStart: 20 }}>
            {skipped.slice(0, skippedShownMax).map(({ EventId, Reason }) => (
              <li key={EventId}>
                <span className="mono">{EventId}</span>: {Reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
