import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { TimeText } from '@/components/time-text';
import type { EventSummary } from '@/lib/wire/types';

import { contentOf } from '../logic/content-of-event';
import { wayOf } from '../logic/state-of-event';
import { EventTypeText } from './event-type-text';
import { useReasonText } from './reason-text';
import { StateText } from './state-text';

/** The head of an event: what it is, where it stands, what it is about. */
export function EventFacts({ app, event }: { app: number; event: EventSummary }) {
  const { t } = useTranslation('events');
  const reasonText = useReasonText();
  const { name, fileIds } = contentOf(event);
  const facts: [string, ReactNode][] = [
    [t('column.type'), <EventTypeText key="type" type={event.EventType} isTest={event.IsTest} />],
    [t('column.state'), <StateText key="state" event={event} />],
    [t('column.time'), <TimeText key="time" iso={event.CreateTime} />],
    [t('column.way'), t(`way.${wayOf(event)}`)],
  ];
  if (event.ParkedReason) {
    facts.push([
      t('detail.parked'),
      <span key="parked">
        {reasonText(event.ParkedReason)} <TimeText iso={event.ParkedTime} />
      </span>,
    ]);
  }
  if (event.EndTime) facts.push([t('detail.ended'), <TimeText key="end" iso={event.EndTime} />]);
  if ((event.Deliveries ?? 0) > 0) facts.push([t('detail.handedOut'), t('way.handedOut', { count: event.Deliveries ?? 0 })]);
  if (!event.IsTest && fileIds.length > 0) {
    facts.push([t('column.file'), <Files key="files" app={app} fileIds={fileIds} name={name} />]);
  }
  if (event.TaskId) {
    facts.push([
      t('detail.task'),
      <span key="task" className="mono" style={{ overflowWrap: 'anywhere' }}>
        <Link to={`/apps/${app}/tasks/${event.TaskId}`}>{event.TaskId}</Link>
        <CopyButton text={event.TaskId} label="TaskId" />
      </span>,
    ]);
  }
  return <Descriptions size="small" column={1} items={facts.map(([label, children]) => ({ key: label, label, children }))} />;
}

function Files({ app, fileIds, name }: { app: number; fileIds: string[]; name: string }) {
  return (
    <span>
      {fileIds.map((fileId) => (
        <span key={fileId} style={{ display: 'block', overflowWrap: 'anywhere' }}>
          <Link to={`/apps/${app}/media/${fileId}`}>{name || fileId}</Link>
          {name && <span className="mono"> {fileId}</span>}
          <CopyButton text={fileId} label="FileId" />
        </span>
      ))}
    </span>
  );
}
