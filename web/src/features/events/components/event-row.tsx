import { theme, Tooltip } from 'antd';
import { type ReactNode, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

import { timeText } from '@/lib/format';
import { useServerNow } from '@/lib/use-server-now';
import type { EventSummary } from '@/lib/wire/types';

import { clockText } from '../logic/age';
import { wayOf } from '../logic/state-of-event';
import { EventAnswer, EventMs } from './event-answer';
import { EventSubject } from './event-subject';
import { EventTypeText } from './event-type-text';
import { StateText } from './state-text';

export const rowHeight = 44;

const widths = {
  time: '88px',
  type: 'minmax(168px, 1.4fr)',
  // Before what a narrow window has to be scrolled for.
  state: '128px',
  file: 'minmax(140px, 1fr)',
  way: '72px',
  attempts: '72px',
  answer: '116px',
  ms: '52px',
} as const;
type Column = keyof typeof widths;
const wide = Object.keys(widths) as Column[];
const narrow: Column[] = ['time', 'type', 'state'];

/** The columns of the log; beside an open event only those that tell rows apart. */
export function columnsOf(isNarrow: boolean) {
  const names = isNarrow ? narrow : wide;
  return { names, template: names.map((name) => widths[name]).join(' '), widthMin: isNarrow ? 436 : 948 };
}

interface Props {
  app: number;
  event: EventSummary;
  index: number;
  top: number;
  isOpen: boolean;
  isNarrow: boolean;
  isScrolling: boolean;
}

/** One event of the log; all of it opens the event. */
export function EventRow({ app, event, index, top, isOpen, isNarrow, isScrolling }: Props) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const { search } = useLocation();
  const nowMs = useServerNow();
  const { names, template } = columnsOf(isNarrow);
  const attempts = event.Attempts ?? 0;
  const deliveries = event.Deliveries ?? 0;
  const cells: Record<Column, ReactNode> = {
    time: (
      <Tooltip title={`${timeText(event.CreateTime ?? '')} · ${event.EventId}`} mouseEnterDelay={0.5}>
        <Link
          to={{ pathname: `/apps/${app}/events/${event.EventId}`, search }}
          aria-current={isOpen ? 'true' : undefined}
          style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
        >
          {clockText(event.CreateTime ?? '', nowMs)}
        </Link>
      </Tooltip>
    ),
    type: <EventTypeText type={event.EventType} isTest={event.IsTest} />,
    file: <EventSubject app={app} event={event} />,
    way: t(`way.${wayOf(event)}`),
    attempts: attempts > 0 ? attempts : deliveries > 0 ? deliveries : '–',
    answer: <EventAnswer app={app} event={event} isScrolling={isScrolling} />,
    state: <StateText event={event} />,
    ms: <EventMs app={app} event={event} />,
  };
  // The link of the row, wherever it is clicked, but not through another link or button in it.
  const open = (click: MouseEvent<HTMLElement>) => {
    if ((click.target as HTMLElement).closest('a, button') || getSelection()?.toString()) return;
    click.currentTarget.querySelector('a')?.click();
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-event={event.EventId}
      onClick={open}
      style={{
        position: 'absolute',
        insetInline: 0,
        transform: `translateY(${top}px)`,
        height: rowHeight,
        display: 'grid',
        gridTemplateColumns: template,
        gap: 12,
        alignItems: 'center',
        padding: '0 14px',
        cursor: 'pointer',
        borderBlockEnd: `1px solid ${token.colorBorderSecondary}`,
        background: isOpen ? token.controlItemBgActive : undefined,
      }}
    >
      {names.map((name) => (
        <span
          key={name}
          role="cell"
          style={{ minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap', textAlign: name === 'ms' ? 'end' : 'start' }}
        >
          {cells[name]}
        </span>
      ))}
    </div>
  );
}
