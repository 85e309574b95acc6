import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Upload } from '@/lib/uploads';
import { useServerNow } from '@/lib/use-server-now';
import type { MediaSummary } from '@/lib/wire/types';

import { wishOfKey } from '../model/grid-keys';
import { idOf } from '../model/media-rows';
import type { Selection } from '../model/selection';
import { shiftOf, useKeptScroll } from '../model/use-kept-scroll';
import { MediaRow, type RowActions } from './media-row';
import styles from './media-table.module.css';
import { UploadRow } from './upload-row';

const rowPx = 72;
const headerPx = 40;
const readAheadRows = 300;

interface Props {
  /** Of the list: another one begins at its top, the same one where it was left. */
  listKey: string;
  uploads: readonly Upload[];
  rows: readonly MediaSummary[];
  hasMore: boolean;
  isOld: boolean;
  selection: Selection;
  openId?: string;
  header: ReactNode;
  actions: Omit<RowActions, 'onActive' | 'onOpen'>;
  uploadControls: (upload: Upload) => ReactNode;
  onReadOn: () => void;
  onOpen: (id: string) => void;
  onRange: (to: string) => void;
  onAll: () => void;
  onDelete: (row: MediaSummary) => void;
  onClear: () => void;
}

/** The row that the keyboard stands on: by its id, since rows come and go. */
interface Active {
  id: string;
  index: number;
  isByKey: boolean;
}

function placeOf({ id, index }: Active, count: number, keyAt: (index: number) => string): number {
  const place = index + (id !== '' && index < count ? shiftOf(id, index, keyAt) : 0);
  return Math.max(0, Math.min(place, count - 1));
}

/** Uploads, then media, as a grid of which only what is on screen is in the document. */
export function MediaTable(props: Props) {
  const { uploads, rows, hasMore, selection, onReadOn, onOpen, actions } = props;
  const { t, i18n } = useTranslation('media');
  const { language } = i18n;
  const nowMs = useServerNow();
  const table = useRef<HTMLDivElement>(null);
  const count = uploads.length + rows.length;
  const keyAt = useCallback(
    (index: number) => uploads[index]?.id ?? idOf(rows[index - uploads.length] ?? {}),
    [uploads, rows],
  );
  const [active, setActive] = useState<Active>({ id: '', index: 0, isByKey: false });
  const activeIndex = placeOf(active, count, keyAt);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => table.current,
    estimateSize: () => rowPx,
    overscan: 6,
    useFlushSync: false,
    scrollMargin: headerPx,
    scrollPaddingStart: headerPx,
    // The active row stays in the document: the keyboard stands on it.
    rangeExtractor: (range) => [...new Set([activeIndex, ...defaultRangeExtractor(range)])].filter((i) => i < count).sort((a, b) => a - b),
  });
  const items = virtualizer.getVirtualItems();
  useKeptScroll(table, props.listKey, rowPx, keyAt);

  const lastOnScreen = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && lastOnScreen + readAheadRows >= count) onReadOn();
  }, [hasMore, lastOnScreen, count, onReadOn]);

  useEffect(() => {
    if (!active.isByKey) return;
    const row = table.current?.querySelector<HTMLElement>(`[aria-rowindex="${active.index + 2}"]`);
    row?.focus({ preventScroll: true });
  }, [active]);

  const goTo = (index: number) => {
    setActive({ id: keyAt(index), index, isByKey: true });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Keys in a row's own buttons are theirs, but for those that only move.
    const isOnRow = (event.target as HTMLElement).getAttribute('role') === 'row';
    const rowsOnScreen = Math.max(1, Math.floor(((table.current?.clientHeight ?? rowPx) - headerPx) / rowPx) - 1);
    const wish = wishOfKey(event, activeIndex, count, rowsOnScreen);
    if (!wish || count === 0 || (!isOnRow && wish.kind !== 'go')) return;
    if (wish.kind === 'clear' && selection.ids.size === 0) return;
    event.preventDefault();
    const row = rows[activeIndex - uploads.length];
    if (wish.kind === 'go') {
      goTo(wish.to);
      const to = rows[wish.to - uploads.length];
      if (wish.isRange && row && to) {
        if (selection.ids.size === 0) actions.onSelect(idOf(row), false);
        props.onRange(idOf(to));
      }
    } else if (wish.kind === 'all') props.onAll();
    else if (wish.kind === 'clear') props.onClear();
    else if (!row) return;
    else if (wish.kind === 'open') onOpen(idOf(row));
    else if (wish.kind === 'delete') props.onDelete(row);
    else actions.onSelect(idOf(row), wish.kind === 'range');
  };

  const onActive = useCallback(
    (id: string, index: number) => setActive((now) => (now.id === id ? now : { id, index, isByKey: false })),
    [],
  );
  const rowActions = useMemo(() => ({ ...actions, onActive, onOpen }), [actions, onActive, onOpen]);
  return (
    <div
      ref={table}
      className={styles.table}
      role="grid"
      aria-label={t('table.label')}
      aria-multiselectable
      aria-rowcount={hasMore ? -1 : count + 1}
      aria-busy={props.isOld}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">{props.header}</div>
      <div
        role="rowgroup"
        className={`${styles.rows} ${props.isOld ? styles.isOld : ''}`}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start }) => {
          const upload = uploads[index];
          const row = rows[index - uploads.length];
          const isActive = index === activeIndex;
          const top = start - headerPx;
          if (upload) {
            return (
              <UploadRow
                key={upload.id}
                {...{ upload, index, top, isActive, t, onActive }}
                controls={props.uploadControls(upload)}
              />
            );
          }
          if (!row) return null;
          const id = idOf(row);
          return (
            <MediaRow
              key={id}
              {...{ row, index, top, isActive, nowMs, language, t }}
              isOpen={props.openId === id}
              isSelected={selection.ids.has(id)}
              actions={rowActions}
            />
          );
        })}
      </div>
    </div>
  );
}
