import { lazy, Suspense } from 'react';

import { useUploads } from '@/lib/uploads';

import { useFinishedUploads } from '../transfer/finished-uploads';
import { useUploadKeeper } from './use-upload-keeper';

const UploadsPanel = lazy(async () => ({ default: (await import('./uploads-panel')).UploadsPanel }));

/** Nothing while nothing was uploaded; keeps the uploads going all the same. */
export function UploadsDock() {
  useUploadKeeper();
  const rows = useUploads();
  const finished = useFinishedUploads();
  if (rows.length === 0 && finished.length === 0) return null;
  return (
    <Suspense>
      <UploadsPanel rows={rows} finished={finished} />
    </Suspense>
  );
}
