import { CopyOutlined, MoreOutlined } from '@ant-design/icons';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { bytesText, durationText, relativeTimeText, resolutionText, timeText } from '@/lib/format';
import { useServerNow } from '@/lib/use-server-now';
import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from '../model/media-rows';
import { Cover } from './cover';
import styles from './media-table.module.css';
import { StatusCell } from './status-cell';

/** What a row asks of its table. */
export interface RowActions {
  hrefOf: (id: string) => string;
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
  actions: RowActions;
}

/** A media. Plain elements on purpose: dozens of rows come and go at each turn of the wheel. Only the active row's parts are tab stops. */
export const MediaRow = memo(function MediaRow({ row, index, top, isActive, isOpen, isSelected, actions }: RowProps) {
  const { t } = useTranslation('media');
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
      onClick={(event) => isModified(event) && actions.onSelect(id, event.shiftKey)}
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
        <Link to={actions.hrefOf(id)} tabIndex={tab} className={styles.name} title={name}>
          {name}
        </Link>
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
            <CopyOutlined aria-hidden />
          </button>
        </span>
      </div>
      <div role="gridcell" className={styles.cell}>
        <StatusCell row={row} />
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
        <Age iso={row.CreateTime} />
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
          <MoreOutlined aria-hidden />
        </button>
      </div>
    </div>
  );
});

const isModified = (event: MouseEvent) => event.ctrlKey || event.metaKey || event.shiftKey;

/** As TimeText, without a tooltip of its own and a tab stop in every row. */
function Age({ iso }: { iso?: string | null }) {
  const { i18n } = useTranslation();
  const nowMs = useServerNow();
  if (!iso) return null;
  return (
    <time dateTime={iso} title={timeText(iso)} className={styles.clip}>
      {relativeTimeText(iso, nowMs, i18n.language)}
    </time>
  );
}
