import { useQuery } from '@tanstack/react-query';
import { Alert, Descriptions, Empty, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import type { CallbackEndpoint } from '@/lib/wire/types';

import { endpointsKey, endpointsQuery } from '../api/describe-endpoints';
import type { Ending } from '../logic/failure-advice';
import { useFreshFigures } from '../logic/use-fresh-figures';
import { AttemptVerdict } from './attempt-verdict';
import { FailureNotice } from './failure-notice';
import { NextAttempt } from './next-attempt';
import { ToneDot } from './tone-dot';

const states = {
  closed: 'success',
  open: 'error',
  probing: 'processing',
  slowed: 'warning',
} as const;
type EndpointState = keyof typeof states;
const isState = (text: string | null | undefined): text is EndpointState => text != null && text in states;

/** How the callback URLs are doing: what waits, what failed last, whether anything is sent at the moment. */
export function EndpointHealth({ app }: { app: number }) {
  const { t } = useTranslation('events');
  useFreshFigures([endpointsKey(app)]);
  const { data, error, refetch } = useQuery(endpointsQuery(app));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  if (data.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('endpoint.none')} />;
  return (
    <div style={{ display: 'grid', gap: 20, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {data.map((endpoint) => (
        <Endpoint key={`${endpoint.Format} ${endpoint.Url}`} app={app} endpoint={endpoint} />
      ))}
    </div>
  );
}

function Endpoint({ app, endpoint }: { app: number; endpoint: CallbackEndpoint }) {
  const { t } = useTranslation('events');
  const state = isState(endpoint.State) ? endpoint.State : 'closed';
  const hasFailures = (endpoint.RecentFailures ?? 0) > 0;
  const retries = (endpoint.RetriesDueCount ?? 0) + (endpoint.RetriesLaterCount ?? 0);
  const ending: Ending | undefined = endpoint.LastFailureTime
    ? { Url: endpoint.Url, Failure: endpoint.LastFailure === 'none' ? '' : endpoint.LastFailure, Status: endpoint.LastFailureStatus, Detail: endpoint.LastFailureDetail }
    : undefined;
  return (
    <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 }}>
      <div className="mono" style={{ overflowWrap: 'anywhere' }}>
        {endpoint.Url} <CopyButton text={endpoint.Url ?? ''} label="URL" />
        <Typography.Text type="secondary">{t('endpoint.format', { format: endpoint.Format ?? '' })}</Typography.Text>
      </div>
      <div>
        <ToneDot tone={state === 'closed' && hasFailures ? 'warning' : states[state]} />
        {state === 'closed' && hasFailures ? t('endpoint.failing') : t(`endpoint.${state}`)}
      </div>
      <Descriptions
        size="small"
        column={2}
        items={[
          { key: 'waiting', label: t('endpoint.waiting'), children: endpoint.WaitingCount ?? 0 },
          {
            key: 'retries',
            label: t('endpoint.retries'),
            children: retries > 0 ? <Link to={`/apps/${app}/events?state=sending`}>{retries}</Link> : 0,
          },
          { key: 'flight', label: t('endpoint.inFlight'), children: endpoint.InFlightCount ?? 0 },
          {
            key: 'recent',
            label: t('endpoint.recent'),
            children: t('endpoint.recentOf', { failures: endpoint.RecentFailures ?? 0, attempts: endpoint.RecentAttempts ?? 0 }),
          },
        ]}
      />
      {(endpoint.AttemptsPerSecondMax ?? 0) > 0 && (
        <Alert type="warning" showIcon title={t('endpoint.slowedTo', { rate: (endpoint.AttemptsPerSecondMax ?? 0).toFixed(1) })} />
      )}
      {ending && (
        <Typography.Text type="secondary">
          {t('endpoint.lastFailure')} <TimeText iso={endpoint.LastFailureTime} />
          {!hasFailures && (
            <>
              {': '}
              <AttemptVerdict attempt={ending} />
            </>
          )}
        </Typography.Text>
      )}
      {ending && hasFailures && <FailureNotice ending={ending} />}
      {retries > 0 && <NextAttempt time={endpoint.NextTryTime} />}
    </div>
  );
}
