import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { type MediaView, type SortColumn, sortedBy } from '../model/media-view';
import styles from './media-table.module.css';

interface Props {
  view: MediaView;
  onView: (view: MediaView) => void;
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (all: boolean) => void;
}

export function TableHeader({ view, onView, isAllSelected, isSomeSelected, onSelectAll }: Props) {
  const { t } = useTranslation('media');
  const sortable = (column: SortColumn, label: string, className = '') => (
    <SortHeader column={column} className={className} view={view} onView={onView}>
      {label}
    </SortHeader>
  );
  return (
    <div role="row" aria-rowindex={1} className={styles.header}>
      <div role="columnheader" className={styles.check}>
        <input
          type="checkbox"
          aria-label={t('table.selectAll')}
          checked={isAllSelected}
          ref={(box) => {
            if (box) box.indeterminate = isSomeSelected && !isAllSelected;
          }}
          onChange={(event) => onSelectAll(event.target.checked)}
        />
      </div>
      <div role="columnheader" className={styles.picture}>
        {t('table.cover')}
      </div>
      {sortable('Name', t('table.name'))}
      <div role="columnheader">{t('table.status')}</div>
      <div role="columnheader" className={`${styles.figure} ${styles.duration}`}>
        {t('table.duration')}
      </div>
      {sortable('Size', t('table.size'), `${styles.figure} ${styles.size}`)}
      <div role="columnheader" className={`${styles.figure} ${styles.resolution}`}>
        {t('table.resolution')}
      </div>
      {sortable('CreateTime', t('table.created'), styles.created)}
      <div role="columnheader">
        <span className="visually-hidden">{t('table.actions')}</span>
      </div>
    </div>
  );
}

interface SortProps {
  column: SortColumn;
  className?: string;
  view: MediaView;
  onView: (view: MediaView) => void;
  children: ReactNode;
}

function SortHeader({ column, className, view, onView, children }: SortProps) {
  const isSorted = view.sortBy === column;
  const direction = view.isAscending ? 'ascending' : 'descending';
  const Arrow = view.isAscending ? ArrowUpOutlined : ArrowDownOutlined;
  return (
    <div role="columnheader" aria-sort={isSorted ? direction : 'none'} className={className}>
      <button type="button" className={styles.sort} onClick={() => onView(sortedBy(view, column))}>
        {children}
        {isSorted && <Arrow aria-hidden />}
      </button>
    </div>
  );
}
