import { useMemo } from 'react';

import { type Upload, useUploads } from '@/lib/uploads';
import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from './media-rows';

const newestRows = 200;

/** Uploads that no row stands for yet: the youngest first, as media are. */
export function shownUploads(all: readonly Upload[], app: number, rows: readonly MediaSummary[]): Upload[] {
  const newest = new Set(rows.slice(0, newestRows).map(idOf));
  return all
    .filter((upload) => upload.app === app && upload.state !== 'done' && !(upload.fileId && newest.has(upload.fileId)))
    .reverse();
}

export function useShownUploads(app: number, rows: readonly MediaSummary[]): Upload[] {
  const all = useUploads();
  return useMemo(() => shownUploads(all, app, rows), [all, app, rows]);
}
