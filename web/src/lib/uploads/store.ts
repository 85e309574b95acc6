import { useSyncExternalStore } from 'react';

/**
 * `waiting` for a place, then its bytes go; `needs_file` after a reload, until the same file is chosen again; `done` for a
 * moment, until the list shows the media.
 */
export type UploadState = 'waiting' | 'uploading' | 'paused' | 'needs_file' | 'committing' | 'done' | 'failed';

/** What is asked for beside the file. */
export interface UploadWishes {
  /** Name of a procedure; none is "No processing after upload". */
  procedure?: string;
  name?: string;
  /** Of a class (DescribeAllClass); none is "Other". */
  classId?: number;
}

/** What stopped an upload, where the screens have words of their own for it. */
export type UploadProblem = 'disk_full' | 'expired' | 'file_changed' | 'gone' | 'session' | 'server';

/** A file on its way to an application. Never changed: each step is a new value. */
export interface Upload {
  /** Of this tab. */
  id: string;
  app: number;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  /** 0 while unknown. */
  bytesPerSecond: number;
  state: UploadState;
  /** Known after ApplyUpload. */
  fileId?: string;
  /** While its bytes go and the speed is known. */
  secondsLeft?: number;
  /** The network is gone: it waits and tries again by itself. */
  isOffline?: boolean;
  problem?: UploadProblem;
  /** The server's words for the problem. */
  error?: string;
}

let all: readonly Upload[] = [];
const listeners = new Set<() => void>();

/** The list that the screens read; the uploader (features/uploads) writes it. */
export const uploads = {
  all: () => all,
  put(upload: Upload): void {
    const known = all.some((row) => row.id === upload.id);
    all = known ? all.map((row) => (row.id === upload.id ? upload : row)) : [...all, upload];
    listeners.forEach((listener) => listener());
  },
  drop(id: string): void {
    all = all.filter((row) => row.id !== id);
    listeners.forEach((listener) => listener());
  },
};

/** The uploads of all applications, in the order of their start. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => all,
  );
}
