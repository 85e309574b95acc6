import { CloseOutlined } from '@ant-design/icons';
import { Button, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { JsonText } from '@/components/json-text';
import { PageLoading } from '@/components/page-loading';

import { useFreshEvent } from '../logic/use-fresh-event';
import { useRestHeight } from '../logic/use-rest-height';
import { AttemptView } from './attempt-view';
import { DetailPart } from './detail-part';
import { EventActions } from './event-actions';
import { EventDestinations } from './event-destinations';
import { EventFacts } from './event-facts';
import { PostedRequest } from './posted-request';

interface Props {
  app: number;
  eventId: string;
  onClose: () => void;
}

/** One event: what became of it, where it goes, each attempt, and its content. */
export function EventDetail({ app, eventId, onClose }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const { token } = theme.useToken();
  const box = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const height = useRestHeight(box, 280);
  const { data, error, refetch } = useFreshEvent(app, eventId);
  // Who opens an event goes on in it; who walks through the log with the arrows, while it is open, stays there.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (box.current) box.current.scrollTop = 0;
  }, [eventId]);
  const attempts = [...(data?.AttemptSet ?? [])].sort((a, b) => (b.AttemptId ?? 0) - (a.AttemptId ?? 0));
  return (
    <aside
      ref={box}
      aria-label={t('detail.title', { eventId })}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      style={{
        height,
        overflow: 'auto',
        minWidth: 0,
        padding: 16,
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        background: token.colorBgContainer,
      }}
    >
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginBottom: 8 }}>
        <Typography.Title ref={heading} tabIndex={-1} level={2} className="mono" style={{ fontSize: 16, margin: 0 }}>
          {eventId}
        </Typography.Title>
        <CopyButton text={eventId} label="EventId" />
        <span style={{ flex: 1 }} />
        <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('common:action.close')} onClick={onClose} />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageLoading />}
      {data?.Event && (
        <div style={{ display: 'grid', gap: 20, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <EventFacts app={app} event={data.Event} />
          <EventActions app={app} event={data.Event} />
          <EventDestinations destinations={data.DestinationSet ?? []} />
          <DetailPart title={t('attempt.title', { count: attempts.length })}>
            {attempts.length === 0 && <Typography.Text type="secondary">{t('attempt.none')}</Typography.Text>}
            <ol style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 }}>
              {attempts.map((attempt) => (
                <li
                  key={attempt.AttemptId}
                  style={{ paddingInlineStart: 12, borderInlineStart: `2px solid ${token.colorBorder}`, minWidth: 0 }}
                >
                  <AttemptView attempt={attempt} />
                </li>
              ))}
            </ol>
          </DetailPart>
          <DetailPart title={t('content.title')}>
            <JsonText label={t('content.title')} value={data.Event.Content ?? {}} heightMax={480} />
          </DetailPart>
          {attempts[0] && <PostedRequest attempt={attempts[0]} event={data.Event} />}
        </div>
      )}
    </aside>
  );
}
