import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { useSignedIn } from '@/lib/api';
import type { Upload } from '@/lib/uploads';

import { idOf } from '../model/media-rows';
import { addressOfView, isFiltered, withoutFilters } from '../model/media-view';
import { useListCommands } from '../model/use-list-commands';
import { useMediaRows } from '../model/use-media-rows';
import { useMediaView } from '../model/use-media-view';
import { useSelection } from '../model/use-selection';
import { useShownUploads } from '../model/use-shown-uploads';
import { ListFooter } from './list-footer';
import type { ProcessDialogSlot } from './media-dialogs';
import { MediaTable } from './media-table';
import styles from './media-table.module.css';
import { MediaToolbar } from './media-toolbar';
import { NothingFound } from './nothing-found';
import { RowMenu } from './row-menu';
import { TableHeader } from './table-header';

// Nothing of the dialogs is loaded before one is asked for.
const MediaDialogs = lazy(async () => ({ default: (await import('./media-dialogs')).MediaDialogs }));

export interface MediaListProps {
  app: number;
  /** The media that Quick View shows. */
  openId?: string;
  /** Instead of a list that has nothing in it: the ways to a first media. */
  empty: ReactNode;
  /** Pause, resume, cancel of an upload's row. */
  uploadControls: (upload: Upload) => ReactNode;
  processDialog: ProcessDialogSlot;
}

/** All media of an application: searched, filtered, sorted, chosen, and live. */
export function MediaList({ app, openId, empty, uploadControls, processDialog }: MediaListProps) {
  const { t } = useTranslation('media');
  const { isReadOnly } = useSignedIn();
  const [view, setView] = useMediaView();
  const media = useMediaRows(app, view);
  const { rows, next } = media.list;
  const uploads = useShownUploads(app, rows);
  const choice = useSelection(rows);
  const { selection } = choice;
  const address = useMemo(() => addressOfView(view, new URLSearchParams()).toString(), [view]);
  const commands = useListCommands({
    isReadOnly,
    pathOf: useCallback((id: string) => `/apps/${app}/media/${id}${address && `?${address}`}`, [app, address]),
  });
  const { hrefOf, openMenu, copy, openDialog, openMedia } = commands;
  const { select } = choice;
  const actions = useMemo(
    () => ({ hrefOf, onSelect: select, onMenu: openMenu, onCopy: copy }),
    [hrefOf, select, openMenu, copy],
  );

  if (media.isLoading) return <PageLoading />;
  if (media.error && rows.length === 0) return <ErrorNotice error={media.error} onRetry={() => void media.readAnew()} />;
  const isNothing = rows.length === 0 && uploads.length === 0;
  if (isNothing && !isFiltered(view) && !media.isOld) return empty;

  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, flex: 1, minHeight: 0 }}>
      <MediaToolbar view={view} onView={setView} />
      <div className={styles.frame} style={{ position: 'relative' }}>
        <div className={styles.news} role="status">
          {media.unseen > 0 && (
            <Button size="small" shape="round" type="primary" onClick={() => void media.readAnew()}>
              {t('list.unseen', { count: media.unseen })}
            </Button>
          )}
        </div>
        {isNothing ? (
          <NothingFound text={view.text} isOld={media.isOld} onClear={() => setView(withoutFilters(view))} />
        ) : (
          <MediaTable
            listKey={`${app}?${address}`}
            {...{ uploads, rows, selection, openId, actions, uploadControls }}
            hasMore={next !== undefined}
            isOld={media.isOld}
            onReadOn={media.pageError ? nothing : media.readOn}
            onOpen={openMedia}
            onRange={choice.selectRange}
            onAll={choice.selectAll}
            onClear={choice.clear}
            onDelete={(row) => {
              const chosen = choice.chosenRows();
              openDialog('delete', selection.ids.has(idOf(row)) ? chosen : [row]);
            }}
            header={
              <TableHeader
                view={view}
                onView={setView}
                isAllSelected={rows.length > 0 && selection.ids.size === rows.length}
                isSomeSelected={selection.ids.size > 0}
                onSelectAll={(all) => (all ? choice.selectAll() : choice.clear())}
              />
            }
          />
        )}
        <ListFooter
          count={rows.length}
          hasMore={next !== undefined}
          error={media.pageError ?? media.error}
          onRetry={media.pageError ? media.readOn : () => void media.readAnew()}
          selected={selection.ids.size}
          isReadOnly={isReadOnly}
          onClear={choice.clear}
          onCopyIds={() => copy([...selection.ids].join('\n'))}
          onDialog={(kind) => openDialog(kind, choice.chosenRows())}
        />
      </div>
      <RowMenu menu={commands.menu} isReadOnly={isReadOnly} onWish={commands.onWish} onClose={commands.closeMenu} />
      <Suspense fallback={null}>
        {commands.dialog && (
          <MediaDialogs
            app={app}
            dialog={commands.dialog}
            processDialog={processDialog}
            onClose={commands.closeDialog}
          />
        )}
      </Suspense>
    </div>
  );
}

const nothing = () => undefined;
