import { Alert, Button, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { JsonText } from '@/components/json-text';
import type { DescribeEventResponse } from '@/lib/wire/types';

import { isDelivered } from '../logic/failure-advice';
import { msText } from '../logic/phases';
import { useFreshEvent } from '../logic/use-fresh-event';
import { AttemptView } from './attempt-view';
import { NextAttempt } from './next-attempt';
import { OrderDialog } from './order-dialog';

/** What became of a test event, from the first moment on. */
export function TestResult({ app, eventId }: { app: number; eventId: string }) {
  const { t } = useTranslation('events');
  const { data, error, refetch } = useFreshEvent(app, eventId);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting text={t('test.sending')} />;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Verdict app={app} answer={data} />
      <Link to={`/apps/${app}/events/${eventId}`}>{t('test.open', { eventId })}</Link>
    </div>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <span>
      <Spin size="small" /> {text}
    </span>
  );
}

function Verdict({ app, answer }: { app: number; answer: DescribeEventResponse }) {
  const { t } = useTranslation('events');
  const event = answer.Event ?? {};
  const attempts = answer.AttemptSet ?? [];
  const last = attempts.filter(({ Destination }) => Destination !== 'CallbackV2').at(-1) ?? attempts.at(-1);
  if (event.State === 'queued') {
    return (
      <>
        <Alert type="success" showIcon title={t('test.queued')} description={t('test.queuedHelp')} />
        <JsonText label={t('content.title')} value={event.Content} heightMax={240} />
      </>
    );
  }
  if (event.State === 'unrouted') {
    return <Alert type="warning" showIcon title={t('test.unrouted')} description={t('test.unroutedHelp')} />;
  }
  if (!last) return <Waiting text={event.State === 'done' ? t('test.confirmed') : t('test.sending')} />;
  return (
    <>
      {isDelivered(last) && (
        <Alert type="success" showIcon title={t('test.arrived', { status: last.Status ?? 0, ms: msText(last.TotalMs) })} />
      )}
      <AttemptView attempt={last} />
      {event.State === 'sending' && <Retry app={app} eventId={event.EventId ?? ''} nextTime={event.NextAttemptTime} />}
    </>
  );
}

function Retry({ app, eventId, nextTime }: { app: number; eventId: string; nextTime: string | null | undefined }) {
  const { t } = useTranslation('events');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
      <NextAttempt time={nextTime} />
      <Button size="small" onClick={() => setIsAsked(true)}>
        {t('order.redeliver.now')}
      </Button>
      {isAsked && <OrderDialog app={app} order="redeliver" eventIds={[eventId]} onClose={() => setIsAsked(false)} />}
    </div>
  );
}
