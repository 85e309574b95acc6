import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Collapse, Empty, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { JsonText } from '@/components/json-text';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';

import { peekedRows, peekQuery } from '../api/peek-queue';
import { useChangedEvents } from '../logic/use-changed-events';
import { EventTypeText } from './event-type-text';

const freshMs = 500;

/** The first waiting events, oldest first, without taking them from anybody. */
export function QueuePeek({ app, onClose }: { app: number; onClose: () => void }) {
  const { t } = useTranslation('events');
  const client = useQueryClient();
  useChangedEvents(freshMs, () => void client.invalidateQueries({ queryKey: peekQuery(app).queryKey }));
  const { data: events, error, refetch } = useQuery(peekQuery(app));
  return (
    <Modal open title={t('queue.peekTitle')} onCancel={onClose} footer={null} width={720} destroyOnHidden>
      <Typography.Paragraph type="secondary">{t('queue.peekHelp', { count: peekedRows })}</Typography.Paragraph>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!events && !error && <PageLoading />}
      {events?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('queue.nothingWaits')} />}
      {events && events.length > 0 && (
        <Collapse
          size="small"
          items={events.map((event) => ({
            key: event.EventId ?? '',
            label: (
              <span style={{ display: 'flex', flexWrap: 'wrap', gap: '0 12px', alignItems: 'baseline' }}>
                <span className="mono">{event.EventId}</span>
                <EventTypeText type={event.EventType} isTest={event.IsTest} />
                <TimeText iso={event.CreateTime} />
                {(event.Deliveries ?? 0) > 0 && <span>{t('way.handedOut', { count: event.Deliveries ?? 0 })}</span>}
              </span>
            ),
            children: (
              <>
                <JsonText label={t('content.title')} value={event.Content} />
                <Link to={`/apps/${app}/events/${event.EventId}`} onClick={onClose}>
                  {t('test.open', { eventId: event.EventId ?? '' })}
                </Link>
              </>
            ),
          }))}
        />
      )}
    </Modal>
  );
}
