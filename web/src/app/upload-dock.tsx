import { UploadsDock } from '@/features/uploads';

/** All uploads, below the page. */
export function UploadDock() {
  return <UploadsDock />;
}
