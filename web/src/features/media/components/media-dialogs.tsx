import type { ReactNode } from 'react';

import { idOf } from '../model/media-rows';
import type { OpenDialog } from '../model/use-list-commands';
import { DeleteDialog } from './delete-dialog';
import { ProcedureDialog } from './procedure-dialog';
import { RenameDialog } from './rename-dialog';

/** Another feature's dialog for some media. */
export type ProcessDialogSlot = (props: { fileIds: string[]; open: boolean; onClose: () => void }) => ReactNode;

interface Props {
  app: number;
  dialog: OpenDialog | undefined;
  processDialog: ProcessDialogSlot;
  onClose: () => void;
}

export function MediaDialogs({ app, dialog, processDialog, onClose }: Props) {
  const rows = dialog?.rows ?? [];
  const [row] = rows;
  if (!dialog || !row) return null;
  if (dialog.kind === 'delete') return <DeleteDialog app={app} rows={rows} onClose={onClose} />;
  if (dialog.kind === 'procedure') return <ProcedureDialog app={app} rows={rows} onClose={onClose} />;
  if (dialog.kind === 'rename') return <RenameDialog app={app} row={row} onClose={onClose} />;
  return processDialog({ fileIds: rows.map(idOf), open: true, onClose });
}
