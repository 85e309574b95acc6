import { EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, theme, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';

import { queueKey, queueQuery } from '../api/describe-queue';
import { useFreshFigures } from '../logic/use-fresh-figures';
import { useTick } from '../logic/use-tick';
import { ageOf } from '../logic/age';
import { QueuePeek } from './queue-peek';

/** The reliable queue in figures; each leads to its events. */
export function QueuePanel({ app }: { app: number }) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const [isPeeking, setIsPeeking] = useState(false);
  useFreshFigures([queueKey(app)]);
  const { data: queue, error, refetch } = useQuery(queueQuery(app));
  const nowMs = useTick(queue?.OldestEventSeconds != null);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const list = (state: string, count: number | null | undefined) => (
    <Link to={`/apps/${app}/events?state=${state}`}>{count ?? '–'}</Link>
  );
  const oldestSeconds = queue?.OldestEventSeconds == null ? undefined : queue.OldestEventSeconds + (nowMs - queue.toldMs) / 1000;
  const oldest = oldestSeconds === undefined ? undefined : ageOf(oldestSeconds);
  const days = (queue?.RetentionSeconds ?? 0) / 86_400;
  return (
    <Card size="small" role="region" aria-label={t('queue.title')} styles={{ body: { padding: '10px 16px' } }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 28px', alignItems: 'center' }}>
        <Figure name={t('queue.mode')}>{queue ? t(queue.Mode === 'PULL' ? 'queue.PULL' : 'queue.PUSH') : '–'}</Figure>
        <Figure name={t('queue.waiting')} help={t('queue.waitingHelp')}>{list('queued', queue?.QueuedCount)}</Figure>
        <Figure name={t('queue.leased')} help={t('queue.leasedHelp')}>{queue?.LeasedCount ?? '–'}</Figure>
        <Figure name={t('queue.sending')} help={t('queue.sendingHelp')}>{list('sending', queue?.SendingCount)}</Figure>
        <Figure name={t('queue.parked')} help={t('queue.parkedHelp')}>{list('parked', queue?.ParkedCount)}</Figure>
        <Figure name={t('queue.oldest')} help={t('queue.oldestHelp')}>
          {oldest === undefined ? (
            t('queue.empty')
          ) : (
            <Link to={`/apps/${app}/events/${queue?.OldestEventId}`}>{t(`age.${oldest.unit}`, { whole: oldest.whole, rest: oldest.rest })}</Link>
          )}
        </Figure>
        <Figure name={t('queue.expiring')} help={t('queue.expiringHelp', { days })}>
          <span style={{ color: queue?.ExpiringCount ? token.colorErrorText : undefined }}>
            {queue?.ExpiringCountIsExact === false ? '> ' : ''}
            {queue?.ExpiringCount ?? '–'}
          </span>
        </Figure>
        <span style={{ flex: 1 }} />
        <Button icon={<EyeOutlined aria-hidden />} onClick={() => setIsPeeking(true)}>
          {t('queue.peek')}
        </Button>
      </div>
      {isPeeking && <QueuePeek app={app} onClose={() => setIsPeeking(false)} />}
    </Card>
  );
}

function Figure({ name, help, children }: { name: string; help?: string; children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <div>
      <Tooltip title={help}>
        <div style={{ fontSize: 12, color: token.colorTextSecondary, whiteSpace: 'nowrap' }}>{name}</div>
      </Tooltip>
      <div style={{ fontSize: 16, lineHeight: '24px', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{children}</div>
    </div>
  );
}
