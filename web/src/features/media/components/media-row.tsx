import type { TFunction } from 'i18next';
import { memo, type MouseEvent } from 'react';

import { bytesText, durationText, relativeTimeText, resolutionText, timeText } from '@/lib/format';
import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from '../model/media-rows';
import { Cover } from './cover';
import styles from './media-table.module.css';
import { RowIcon } from './row-icon';
import { StatusCell } from './status-cell';

/** What a row asks of its table. */
export interface RowActions {
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
  onActive: (id: string, index: number) => void;
  onSelect: (id: string, isRange: boolean) => void;
  onMenu: (row: MediaSummary, button: HTMLElement) => void;
  onCopy: (text: string) => void;
}

export interface RowProps {
  row: MediaSummary;
  index: number;
  top: number;
  isActive: boolean;
  isOpen: boolean;
  isSelected: boolean;
  nowMs: number;
  language: string;
  t: TFunction<'media'>;
  actions: RowActions;
}

/** A media. Plain elements on purpose: dozens of rows come and go at each turn of the wheel. Only the active row's parts are tab stops. */
export const MediaRow = memo(function MediaRow(props: RowProps) {
  const { row, index, top, isActive, isOpen, isSelected, t, actions } = props;
  const id = idOf(row);
  const tab = isActive ? 0 : -1;
  const name = row.Name || id;
  const select = (event: MouseEvent) => {
    event.stopPropagation();
    actions.onSelect(id, event.shiftKey);
  };
  return (
    <div
      role="row"
      id={`media-${id}`}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-open={isOpen}
      tabIndex={tab}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => actions.onActive(id, index)}
      onClick={(event) => {
        if (isModified(event) && !(event.target as Element).closest('a, button')) select(event);
      }}
    >
      <div role="gridcell" className={styles.check} onClick={(event) => select(event)}>
        <input
          type="checkbox"
          tabIndex={tab}
          checked={isSelected}
          aria-label={t('row.select', { name })}
          onChange={() => undefined}
          onClick={(event) => select(event)}
        />
      </div>
      <div role="gridcell" className={styles.picture}>
        <Cover url={row.CoverUrl} category={row.Category} />
      </div>
      <div role="gridcell" className={styles.cell}>
        <a
          href={actions.hrefOf(id)}
          tabIndex={tab}
          className={styles.name}
          title={name}
          onClick={(event) => {
            if (isModified(event)) return; // Another tab, or a choice.
            event.preventDefault();
            actions.onOpen(id);
          }}
        >
          {name}
        </a>
        <span className={styles.id}>
          <span className={`${styles.clip} mono`}>{id}</span>
          <button
            type="button"
            tabIndex={tab}
            className={styles.icon}
            aria-label={t('row.copyId', { id })}
            title={t('row.copyId', { id })}
            onClick={() => actions.onCopy(id)}
          >
            <RowIcon name="copy" size={14} />
          </button>
        </span>
      </div>
      <div role="gridcell" className={styles.cell}>
        <StatusCell row={row} t={t} />
      </div>
      <div role="gridcell" className={`${styles.figure} ${styles.duration}`}>
        {row.Duration ? durationText(row.Duration) : ''}
      </div>
      <div role="gridcell" className={`${styles.figure} ${styles.size}`}>
        {bytesText(row.Size)}
      </div>
      <div role="gridcell" className={`${styles.figure} ${styles.resolution}`}>
        {resolutionText(row.Width, row.Height)}
      </div>
      <div role="gridcell" className={`${styles.cell} ${styles.created}`}>
        {row.CreateTime && (
          <time dateTime={row.CreateTime} title={timeText(row.CreateTime)} className={styles.clip}>
            {relativeTimeText(row.CreateTime, Math.max(props.nowMs, Date.parse(row.CreateTime)), props.language)}
          </time>
        )}
      </div>
      <div role="gridcell">
        <button
          type="button"
          tabIndex={tab}
          className={styles.icon}
          aria-haspopup="menu"
          aria-label={t('row.menu', { name })}
          onClick={(event) => actions.onMenu(row, event.currentTarget)}
        >
          <RowIcon name="more" size={18} />
        </button>
      </div>
    </div>
  );
});

const isModified = (event: MouseEvent) => event.ctrlKey || event.metaKey || event.shiftKey;
