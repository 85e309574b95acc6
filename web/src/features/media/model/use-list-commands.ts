import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref, useNavigate } from 'react-router';

import { copyText } from '@/lib/clipboard';
import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from './media-rows';

export interface OpenDialog {
  kind: 'delete' | 'rename' | 'procedure' | 'process';
  rows: readonly MediaSummary[];
}

export interface OpenMenu {
  row: MediaSummary;
  button: HTMLElement;
}

export type RowWish = 'open' | 'process' | 'procedure' | 'copyUrl' | 'copyId' | 'rename' | 'delete';

interface Wishes {
  isReadOnly: boolean;
  /** The address of a media's Quick View, inside the console. */
  pathOf: (id: string) => string;
}

/** What is done with rows beside looking at them: the menu, the dialogs, the clipboard. */
export function useListCommands({ isReadOnly, pathOf }: Wishes) {
  const navigate = useNavigate();
  const root = useHref('/').replace(/\/$/, '');
  const { t } = useTranslation('media');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const [menu, setMenu] = useState<OpenMenu>();
  const [dialog, setDialog] = useState<OpenDialog>();
  const opener = useRef<HTMLElement>(undefined);

  const copy = useCallback(
    (text: string) =>
      void copyText(text).then((copied) =>
        copied ? message.success(common('action.copied')) : message.error(t('list.notCopied')),
      ),
    [message, t, common],
  );
  const openMedia = useCallback((id: string) => void navigate(pathOf(id)), [navigate, pathOf]);
  const openDialog = (kind: OpenDialog['kind'], rows: readonly MediaSummary[]) => {
    if (isReadOnly || rows.length === 0) return;
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    setDialog({ kind, rows });
  };
  const closeDialog = () => {
    setDialog(undefined);
    // The dialog hands the focus back a moment later; what it came from may be gone with the media.
    setTimeout(() => opener.current?.isConnected && opener.current.focus());
  };
  const onWish = (wish: RowWish, row: MediaSummary) => {
    if (wish === 'open') openMedia(idOf(row));
    else if (wish === 'copyId') copy(idOf(row));
    else if (wish === 'copyUrl') copy(row.MediaUrl ?? '');
    else openDialog(wish, [row]);
  };
  return {
    hrefOf: useCallback((id: string) => root + pathOf(id), [root, pathOf]),
    openMedia,
    menu,
    openMenu: useCallback((row: MediaSummary, button: HTMLElement) => setMenu({ row, button }), []),
    closeMenu: () => setMenu(undefined),
    dialog,
    openDialog,
    closeDialog,
    copy,
    onWish,
  };
}
