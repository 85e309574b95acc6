import { type DragEvent, lazy, Suspense } from 'react';

import type { Dropped } from './use-file-drop';

const UploadDialog = lazy(async () => ({ default: (await import('./upload-dialog')).UploadDialog }));

// Events of the dialog come out here, though it is elsewhere on the page: a zone around it has no business with them.
const keepIn = (event: DragEvent) => {
  event.stopPropagation();
  if (event.defaultPrevented) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
};

/** The dialog, loaded when it is opened first. */
export function UploadDialogDoor({ opened, onClose }: { opened: Dropped | undefined; onClose: () => void }) {
  return (
    <div style={{ display: 'contents' }} onDragEnter={keepIn} onDragLeave={keepIn} onDragOver={keepIn} onDrop={keepIn}>
      <Suspense>{opened && <UploadDialog start={opened} onClose={onClose} />}</Suspense>
    </div>
  );
}
