import { useEffect } from 'react';

import { useUnloadWarning } from '@/components/use-unload-warning';
import { currentSession, useChanges } from '@/lib/api';
import { uploads, useUploads } from '@/lib/uploads';

import { uploader } from '../transfer/uploader';

/** The list shows a new media within this time even if no change is told. */
const doneShownMs = 2_000;
/** From the change to the list's own row. */
const rowComesMs = 600;

/** What the uploads need of the shell: to go on after a reload and a sign-in, to warn who leaves, to end rows that are done. */
export function useUploadKeeper(): void {
  const rows = useUploads();

  useEffect(() => {
    uploader.restore();
    uploader.goOn();
    return () => {
      if (!currentSession()) uploader.hold();
    };
  }, []);

  const isUnderWay = rows.some(({ state }) => state === 'waiting' || state === 'uploading' || state === 'committing' || state === 'paused');
  useUnloadWarning(isUnderWay);

  const done = rows.filter(({ state }) => state === 'done').map(({ id }) => id).join();
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => done.split(',').forEach(uploader.finish), doneShownMs);
    return () => clearTimeout(timer);
  }, [done]);
  useChanges(({ changes }) => {
    for (const { FileId } of changes) {
      const row = FileId ? uploads.all().find(({ fileId, state }) => fileId === FileId && state === 'done') : undefined;
      if (row) setTimeout(() => uploader.finish(row.id), rowComesMs);
    }
  });
}
