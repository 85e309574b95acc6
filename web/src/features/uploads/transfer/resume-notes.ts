import type { UploadWishes } from '@/lib/uploads';

import type { Grant } from '../api/apply-upload';

/** What an upload needs to go on after the page was loaded anew, but for the file itself. */
export interface ResumeNote {
  id: string;
  app: number;
  name: string;
  wishes: UploadWishes;
  /** By which the same file is known again. */
  file: { name: string; size: number; lastModified: number };
  partBytes: number;
  grant?: Grant;
  uploadId?: string;
  /** Of whole parts that the server has. */
  storedBytes: number;
  /** The object is whole: only CommitUpload is missing, for which no file is needed. */
  isWhole: boolean;
}

const storageKey = 'openvod.uploads';

/**
 * The notes lie in sessionStorage: in this tab alone, over a reload and the browser's restoring of the tab, gone with the tab. So
 * does the session (lib/api/session.ts), whose key can do far more: an upload's temporary key may only write into the folder of
 * its one media, ends with the commit, and after twelve hours at the latest. Asking for another one is no way: ApplyUpload gives a
 * new path with it, and the parts that were sent lie at the old one.
 */
export const resumeNotes = {
  all(): ResumeNote[] {
    try {
      return JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as ResumeNote[];
    } catch {
      return [];
    }
  },
  save(note: ResumeNote): void {
    write([...resumeNotes.all().filter(({ id }) => id !== note.id), note]);
  },
  drop(id: string): void {
    write(resumeNotes.all().filter((note) => note.id !== id));
  },
};

function write(notes: ResumeNote[]): void {
  try {
    if (notes.length > 0) sessionStorage.setItem(storageKey, JSON.stringify(notes));
    else sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is full or switched off: then an upload does not outlive a reload.
  }
}

export const isSameFile = (file: File, { file: known }: ResumeNote) =>
  file.name === known.name && file.size === known.size && file.lastModified === known.lastModified;
