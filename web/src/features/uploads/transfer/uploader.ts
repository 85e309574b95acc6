import { uploads, type UploadWishes } from '@/lib/uploads';

import { nameOfFile } from './apply-request';
import { finishedUploads } from './finished-uploads';
import { partBytesOf } from './part-plan';
import { isSameFile, type ResumeNote, resumeNotes } from './resume-notes';
import { Transfer } from './transfer';
import { world } from './world';

const transfers = new Map<string, Transfer>();
const notes = new Map<string, ResumeNote>();
let count = 0;

/** Unique among the tab's uploads, also those of an earlier page. crypto.randomUUID is missing on plain http. */
const newId = () => `${Date.now().toString(36)}-${(count += 1)}`;

function begin(note: ResumeNote, file: File | undefined): void {
  const transfer = new Transfer(world, note, file);
  notes.set(note.id, note);
  transfers.set(note.id, transfer);
  transfer.start();
}

/** Puts a file on its way to an application; its row is in the list at once. */
export function startUpload(app: number, file: File, wishes: UploadWishes = {}): string {
  const id = newId();
  const { name, size, lastModified } = file;
  const partBytes = partBytesOf(size);
  const title = wishes.name?.trim() || nameOfFile(name);
  begin({ id, app, name: title, wishes, file: { name, size, lastModified }, partBytes, storedBytes: 0, isWhole: false }, file);
  return id;
}

export const uploader = {
  pause: (id: string) => transfers.get(id)?.pause(),
  /** Goes on after a pause, or tries again what failed. */
  resume: (id: string) => transfers.get(id)?.start(),

  /** False when it is another file than the one that the upload began with. */
  giveFile(id: string, file: File): boolean {
    const note = notes.get(id);
    if (!note || !isSameFile(file, note)) return false;
    transfers.get(id)?.give(file);
    return true;
  },

  /** The file that an upload waits for, by name, as its row asks for it. */
  fileNameOf: (id: string) => notes.get(id)?.file.name ?? '',

  cancel(id: string): void {
    void transfers.get(id)?.cancel();
    leave(id);
  },

  /** After a reload: what the notes tell. Only what needs no file goes on at once. */
  restore(): void {
    for (const note of resumeNotes.all()) if (!transfers.has(note.id)) begin(note, undefined);
  },

  /** Signed out: nothing is sent any more. */
  hold: () => transfers.forEach((transfer) => transfer.holdForSession()),
  /** Signed in again. */
  goOn: () => transfers.forEach((transfer) => transfer.problem === 'session' && transfer.start()),

  /** The list shows the media: the upload's row makes room. */
  finish(id: string): void {
    const upload = uploads.all().find((row) => row.id === id);
    if (upload?.state !== 'done') return;
    finishedUploads.add(upload);
    leave(id);
  },
};

function leave(id: string): void {
  transfers.delete(id);
  notes.delete(id);
  uploads.drop(id);
}
