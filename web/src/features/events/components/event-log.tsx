import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, theme } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { EventLog as Log } from '../logic/live-rows';
import { useRestHeight } from '../logic/use-rest-height';
import { columnsOf, EventRow, rowHeight } from './event-row';

interface Props {
  app: number;
  log: Log;
  openId: string | undefined;
  /** Beside an open event: fewer columns. */
  isNarrow: boolean;
  isReadingOlder: boolean;
  onOlder: () => void;
  onOpen: (eventId: string) => void;
}

const heightMin = 280;
const rowsAhead = 15;

/** The log as a table of which the rows in sight are there. Arrows go from row to row. */
export function EventLog({ app, log, openId, isNarrow, isReadingOlder, onOlder, onOpen }: Props) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  const height = useRestHeight(box, heightMin);
  const columns = columnsOf(isNarrow);
  // The compiler leaves this component alone, since the virtualizer's answers change in place.
   
  const virtual = useVirtualizer({
    count: log.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => log.rows[index]?.EventId ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= log.rows.length - rowsAhead;
  useEffect(() => {
    if (isNearEnd && log.next && log.rows.length > 0) onOlder();
    // Not by onOlder: it is new with every rendering.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isNearEnd, log.next, log.rows.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const focused = (event.target as HTMLElement).closest('[data-event]')?.getAttribute('data-event');
    const at = log.rows.findIndex((row) => row.EventId === (focused ?? openId));
    const to = log.rows[at + (event.key === 'ArrowDown' ? 1 : -1)]?.EventId;
    if (!to) return;
    event.preventDefault();
    virtual.scrollToIndex(log.rows.findIndex((row) => row.EventId === to));
    if (openId) onOpen(to);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-event="${to}"] a`)?.focus());
  };

  return (
    <div
      ref={box}
      role="table"
      aria-label={t('log.title')}
      aria-rowcount={log.next ? -1 : log.rows.length + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{
        height,
        overflow: 'auto',
        minWidth: 0,
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        background: token.colorBgContainer,
      }}
    >
      <div role="rowgroup" style={{ position: 'sticky', insetBlockStart: 0, zIndex: 1, minWidth: columns.widthMin }}>
        <div
          role="row"
          aria-rowindex={1}
          style={{
            display: 'grid',
            gridTemplateColumns: columns.template,
            gap: 12,
            padding: '9px 14px',
            fontWeight: 600,
            background: token.colorBgElevated,
            borderBlockEnd: `1px solid ${token.colorBorderSecondary}`,
          }}
        >
          {columns.names.map((name) => (
            <span key={name} role="columnheader" style={{ whiteSpace: 'nowrap', textAlign: name === 'ms' ? 'end' : 'start' }}>
              {t(`column.${name}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize(), minWidth: columns.widthMin }}>
        {items.map((item) => {
          const event = log.rows[item.index];
          if (!event) return null;
          return (
            <EventRow
              key={item.key}
              app={app}
              event={event}
              index={item.index}
              top={item.start}
              isOpen={event.EventId === openId}
              isNarrow={isNarrow}
              isScrolling={virtual.isScrolling}
            />
          );
        })}
      </div>
      {log.next && (
        <div style={{ padding: 8, textAlign: 'center' }}>
          <Button type="link" loading={isReadingOlder} onClick={onOlder}>
            {t('log.older')}
          </Button>
        </div>
      )}
    </div>
  );
}
