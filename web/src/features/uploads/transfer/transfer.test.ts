import { beforeEach, describe, expect, it } from 'vitest';

import { ApiError } from '@/lib/api';
import type { Upload } from '@/lib/uploads';

import { Lanes } from './lanes';
import type { ObjectClient, SendOptions, StoredPart } from './object-client';
import type { ResumeNote } from './resume-notes';
import { Transfer, type TransferWorld } from './transfer';

const soon = () => new Promise((done) => setTimeout(done));
const grant = {
  ...{ bucket: 'vod-1', region: 'ap-guangzhou', path: '/00000000vodcq1/0000000042/a.mp4', fileId: '42', sessionKey: 'key' },
  ...{ secretId: 'id', secretKey: 'secret', token: 'token', expires: 1e9 },
};

interface Sent {
  part: number;
  body: Blob;
  arrive: (sent?: number) => void;
  fail: (failure: unknown) => void;
}

/** A server whose answers a test gives one by one, and what the transfer showed. */
class FakeWorld implements TransferWorld {
  lanes = new Lanes(3);
  sent: Sent[] = [];
  stored: StoredPart[] = [];
  rows: Upload[] = [];
  notes = new Map<string, ResumeNote>();
  completed: number[] = [];
  aborted: string[] = [];
  applies = 0;
  begins = 0;
  waits = 0;
  sameParts = true;
  endWait = () => undefined as void;
  applyFailure: unknown;
  commitFailure: unknown;

  apply = () => {
    this.applies += 1;
    return this.applyFailure ? Promise.reject(this.applyFailure) : Promise.resolve(grant);
  };
  commit = () => (this.commitFailure ? Promise.reject(this.commitFailure) : Promise.resolve('42'));
  client = (): Promise<ObjectClient> =>
    Promise.resolve({
      send: (body, options) => this.send(body, options),
      begin: () => Promise.resolve(`upload-${(this.begins += 1)}`),
      storedParts: () => Promise.resolve(this.stored),
      complete: (_, parts) => Promise.resolve(void (this.completed = parts.map(({ number }) => number))),
      abort: (uploadId) => Promise.resolve(void this.aborted.push(uploadId)),
    });
  isReadable = true;
  canBeRead = () => Promise.resolve(this.isReadable);
  isSamePart = () => Promise.resolve(this.sameParts);
  save = (note: ResumeNote) => void this.notes.set(note.id, note);
  drop = (id: string) => void this.notes.delete(id);
  show = (row: Upload) => void this.rows.push(row);
  now = () => 0;
  wait = (_: number, signal: AbortSignal) => {
    this.waits += 1;
    return new Promise<void>((done) => {
      this.endWait = done;
      signal.addEventListener('abort', () => done());
    });
  };

  get row(): Upload {
    const row = this.rows.at(-1);
    if (!row) throw new Error('nothing was shown');
    return row;
  }

  private send(body: Blob, { part, signal, onProgress }: SendOptions): Promise<string> {
    return new Promise((resolve, reject) => {
      const number = part?.number ?? 0;
      signal.addEventListener('abort', () => reject(signal.reason));
      const arrive = () => (onProgress(body.size), resolve(`"${number}"`));
      this.sent.push({ part: number, body, arrive, fail: reject });
    });
  }
}

const file = (bytes: number) => new File([new Uint8Array(bytes)], 'a.mp4', { lastModified: 7 });
const noteOf = ({ name, size, lastModified }: File): ResumeNote => ({
  ...{ id: 'u1', app: 1, name: 'a', wishes: {}, partBytes: 10, storedBytes: 0, isWhole: false },
  file: { name, size, lastModified },
});

describe('Transfer', () => {
  let world: FakeWorld;
  beforeEach(() => {
    world = new FakeWorld();
  });
  const begin = async (bytes: number, note: Partial<ResumeNote> = {}) => {
    const chosen = file(bytes);
    const transfer = new Transfer(world, { ...noteOf(chosen), ...note }, chosen);
    transfer.start();
    await soon();
    return transfer;
  };

  it('sends a small file with one PUT, commits it, and keeps no note', async () => {
    await begin(10);
    expect(world.row).toMatchObject({ state: 'uploading', fileId: '42' });
    world.sent[0]?.arrive();
    await soon();
    expect(world.begins).toBe(0);
    expect(world.row).toMatchObject({ state: 'done', fileId: '42', sentBytes: 10 });
    expect(world.notes.size).toBe(0);
  });

  it('sends a large file in parts, three at a time, and completes them in their order', async () => {
    await begin(45);
    expect(world.sent.map(({ part }) => part)).toEqual([1, 2, 3]);
    world.sent[2]?.arrive();
    await soon();
    world.sent[0]?.arrive();
    await soon();
    expect(world.sent.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5]);
    world.sent.forEach(({ arrive }) => arrive());
    await soon();
    expect(world.completed).toEqual([1, 2, 3, 4, 5]);
    expect(world.sent[4]?.body.size).toBe(5);
    expect(world.row.state).toBe('done');
  });

  it('breaks off at a pause and sends only what is missing after', async () => {
    const transfer = await begin(40);
    world.sent[0]?.arrive();
    await soon();
    transfer.pause();
    await soon();
    expect(world.row).toMatchObject({ state: 'paused', sentBytes: 10, bytesPerSecond: 0 });
    transfer.start();
    await soon();
    expect(world.applies).toBe(1);
    expect(world.begins).toBe(1);
    expect(world.sent.slice(4).map(({ part }) => part)).toEqual([2, 3, 4]);
  });

  it('waits for the network and goes on by itself', async () => {
    await begin(40);
    world.sent[0]?.arrive();
    await soon();
    world.sent[1]?.fail(new Error('CORS blocked or network error'));
    await soon();
    expect(world.row).toMatchObject({ state: 'uploading', isOffline: true, sentBytes: 10 });
    world.endWait();
    await soon();
    expect(world.row.isOffline).toBe(false);
    expect(world.sent.slice(4).map(({ part }) => part)).toEqual([2, 3, 4]);
  });

  it('tells a file that was changed under way from a broken network', async () => {
    world.isReadable = false;
    await begin(10);
    world.sent[0]?.fail(new Error('CORS blocked or network error'));
    await soon();
    expect(world.row).toMatchObject({ state: 'failed', problem: 'file_changed' });
  });

  it('asks for the file after a reload and goes on from the parts that the server has', async () => {
    world.stored = [
      { number: 1, sizeBytes: 10, etag: '"1"' },
      { number: 2, sizeBytes: 10, etag: '"2"' },
      { number: 3, sizeBytes: 4, etag: '"half"' },
    ];
    const chosen = file(35);
    const transfer = new Transfer(world, { ...noteOf(chosen), grant, uploadId: 'upload-9', storedBytes: 20 }, undefined);
    transfer.start();
    await soon();
    expect(world.row).toMatchObject({ state: 'needs_file', sentBytes: 20 });
    transfer.give(chosen);
    await soon();
    expect(world.applies).toBe(0);
    expect(world.sent.map(({ part }) => part)).toEqual([3, 4]);
  });

  it('takes nothing over from another file', async () => {
    world.stored = [{ number: 1, sizeBytes: 10, etag: '"1"' }];
    world.sameParts = false;
    await begin(35, { grant, uploadId: 'upload-9' });
    expect(world.sent.map(({ part }) => part)).toEqual([1, 2, 3]);
  });

  it('needs no file when only the commit is missing', async () => {
    const transfer = new Transfer(world, { ...noteOf(file(35)), grant, isWhole: true }, undefined);
    transfer.start();
    await soon();
    expect(world.row).toMatchObject({ state: 'done', fileId: '42' });
  });

  it('removes its parts at the server when it is cancelled', async () => {
    const transfer = await begin(40);
    await transfer.cancel();
    expect(world.aborted).toEqual(['upload-1']);
    expect(world.notes.size).toBe(0);
  });

  it('tells a full disk with the words of the server, and tries again when asked', async () => {
    world.applyFailure = new ApiError('ResourceInsufficient', 'The disk is 95 % full.');
    const transfer = await begin(10);
    expect(world.row).toMatchObject({ state: 'failed', problem: 'disk_full', error: 'The disk is 95 % full.' });
    world.applyFailure = undefined;
    transfer.start();
    await soon();
    expect(world.row).toMatchObject({ state: 'uploading', problem: undefined, error: undefined });
  });

  it('begins anew when its parts are gone', async () => {
    const transfer = await begin(40);
    world.sent[0]?.fail(Object.assign(new Error('no such upload'), { statusCode: 404, code: 'NoSuchUpload' }));
    await soon();
    expect(world.row).toMatchObject({ state: 'failed', problem: 'gone' });
    transfer.start();
    await soon();
    expect(world.applies).toBe(2);
    expect(world.begins).toBe(2);
  });

  it('holds when the session is over, and commits after the next sign-in', async () => {
    world.commitFailure = new ApiError('AuthFailure.TokenFailure', 'The token is not valid.');
    const transfer = await begin(10);
    world.sent[0]?.arrive();
    await soon();
    expect(world.row).toMatchObject({ state: 'paused', problem: 'session' });
    world.commitFailure = undefined;
    transfer.start();
    await soon();
    expect(world.sent).toHaveLength(1);
    expect(world.row.state).toBe('done');
  });
});
