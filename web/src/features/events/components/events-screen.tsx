import { SendOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Grid, Modal } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';

import { filterOfSearch, isUnfiltered, searchOfFilter } from '../logic/event-filter';
import { useEventLog } from '../logic/use-event-log';
import { EventDetail } from './event-detail';
import { EventFilters } from './event-filters';
import { EventLog } from './event-log';
import { LiveSwitch } from './live-switch';
import { OrderMenu } from './order-menu';
import { QueuePanel } from './queue-panel';
import { TestEvent } from './test-event';

interface Props {
  app: number;
  /** The one that is open beside the log. */
  eventId: string | undefined;
}

/** The log of an application's events, live, with the queue above it and one event beside it. */
export function EventsScreen({ app, eventId }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filter = useMemo(() => filterOfSearch(new URLSearchParams(text)), [text]);
  // Where both have no place, the open event stands instead of the log.
  const isSplit = Grid.useBreakpoint().lg ?? true;
  const [isTesting, setIsTesting] = useState(false);
  const events = useEventLog(app, filter);
  const { log, error, isPending } = events;

  // What was read of single events before this page was left may have changed since.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['events', app, 'event'], refetchType: 'none' });
  }, [client, app]);

  const open = (id: string | undefined) =>
    void navigate({ pathname: `/apps/${app}/events${id ? `/${id}` : ''}`, search: search.toString() });
  const close = () => {
    open(undefined);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-event="${eventId}"] a`)?.focus());
  };

  return (
    <Page
      title={t('common:nav.events')}
      extra={
        <>
          <LiveSwitch isLive={events.isLive} heldCount={events.heldCount} onChange={events.setIsLive} />
          <Button icon={<SendOutlined aria-hidden />} onClick={() => setIsTesting(true)}>
            {t('test.send')}
          </Button>
          <OrderMenu app={app} filter={filter} />
        </>
      }
    >
      <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 }}>
        <QueuePanel app={app} />
        <EventFilters filter={filter} onChange={(next) => setSearch(searchOfFilter(next, search))} />
        {error && <ErrorNotice error={error} onRetry={() => void events.refetch()} />}
        {events.olderError && <ErrorNotice error={events.olderError} onRetry={events.readOlder} />}
        <div
          style={{
            display: 'grid',
            gap: 12,
            minWidth: 0,
            gridTemplateColumns: eventId && isSplit ? 'minmax(0, 5fr) minmax(0, 6fr)' : 'minmax(0, 1fr)',
          }}
        >
          {eventId && !isSplit ? null : isPending && !error ? (
            <PageLoading />
          ) : log.rows.length === 0 && !log.next ? (
            <NoEvents app={app} isFiltered={!isUnfiltered(filter)} onReset={() => setSearch({})} onTest={() => setIsTesting(true)} />
          ) : (
            <EventLog
              app={app}
              log={log}
              openId={eventId}
              isNarrow={eventId !== undefined}
              isReadingOlder={events.isReadingOlder}
              onOlder={events.readOlder}
              onOpen={open}
            />
          )}
          {eventId && <EventDetail app={app} eventId={eventId} onClose={close} />}
        </div>
      </div>
      <Modal open={isTesting} title={t('test.send')} onCancel={() => setIsTesting(false)} footer={null} width={640} destroyOnHidden>
        <TestEvent app={app} />
      </Modal>
    </Page>
  );
}

interface NoEventsProps {
  app: number;
  isFiltered: boolean;
  onReset: () => void;
  onTest: () => void;
}

function NoEvents({ app, isFiltered, onReset, onTest }: NoEventsProps) {
  const { t } = useTranslation('events');
  return (
    <Empty style={{ padding: 48 }} description={isFiltered ? t('log.noneFits') : t('log.none')}>
      {isFiltered ? (
        <Button onClick={onReset}>{t('filter.reset')}</Button>
      ) : (
        <div style={{ display: 'flex', gap: 16, justifyContent: 'center', alignItems: 'center' }}>
          <Button type="primary" onClick={onTest}>
            {t('test.send')}
          </Button>
          <Link to={`/apps/${app}/callbacks`}>{t('log.toSettings')}</Link>
        </div>
      )}
    </Empty>
  );
}
