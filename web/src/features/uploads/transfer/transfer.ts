import type { Upload } from '@/lib/uploads';

import type { Grant } from '../api/apply-upload';
import type { Lanes, Release } from './lanes';
import type { ObjectClient, StoredPart } from './object-client';
import { isOnePut } from './part-plan';
import { troubleOf, wordsOf } from './problems';
import type { ResumeNote } from './resume-notes';
import { sendInParts, storedPartsOf } from './send-in-parts';
import { SpeedMeter } from './speed-meter';

/** The world around a transfer; tests have another one. */
export interface TransferWorld {
  lanes: Lanes;
  apply(note: ResumeNote, signal: AbortSignal): Promise<Grant>;
  client(grant: Grant): Promise<ObjectClient>;
  commit(app: number, sessionKey: string, signal: AbortSignal): Promise<string>;
  isSamePart(part: Blob, stored: StoredPart): Promise<boolean>;
  /** False for a file that was changed or removed since it was chosen. */
  canBeRead(file: Blob): Promise<boolean>;
  save(note: ResumeNote): void;
  drop(id: string): void;
  show(row: Upload): void;
  now(): number;
  /** Ends early when the network is back, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const showMs = 250;
const tickMs = 1_000;
const firstWaitMs = 1_000;
const lastWaitMs = 15_000;
/** A grant that ends sooner is no use: the commit has to follow. */
const grantLeftSeconds = 60;

/**
 * One file on its way: apply, send, complete, commit. Each step notes what it reached, so that a new attempt (after a pause, a
 * broken network, a reload) goes on there. One attempt runs at a time.
 */
export class Transfer {
  private row: Upload;
  private attempt: AbortController | undefined;
  private client: ObjectClient | undefined;
  private readonly stored = new Map<number, StoredPart>();
  private readonly inFlight = new Map<number, number>();
  private readonly meter = new SpeedMeter();
  private shownMs = 0;
  private tick: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly world: TransferWorld,
    private note: ResumeNote,
    private file: File | undefined,
  ) {
    const { id, app, name, grant, storedBytes, isWhole } = note;
    const state = file || isWhole ? 'waiting' : 'needs_file';
    const sizeBytes = note.file.size;
    const sentBytes = isWhole ? sizeBytes : storedBytes;
    this.row = { id, app, name, sizeBytes, sentBytes, bytesPerSecond: 0, state, fileId: grant?.fileId };
    world.save(note);
    world.show(this.row);
  }

  get state() {
    return this.row.state;
  }
  get problem() {
    return this.row.problem;
  }

  /** Begins, or goes on. */
  start(): void {
    if (this.attempt || this.row.state === 'done' || (!this.file && !this.note.isWhole)) return;
    // What the server has lost, or won't take any more, is sent from the beginning.
    if (this.row.problem === 'expired' || this.row.problem === 'gone') this.forget();
    const attempt = new AbortController();
    this.attempt = attempt;
    this.show({ state: 'waiting', problem: undefined, error: undefined, isOffline: false });
    void this.run(attempt.signal).finally(() => {
      if (this.attempt === attempt) this.attempt = undefined;
    });
  }

  /** What is under way breaks off and is sent again after; whole parts stay at the server. */
  pause(): void {
    if (this.row.state !== 'waiting' && this.row.state !== 'uploading') return;
    this.stop();
    this.show({ state: 'paused', isOffline: false, sentBytes: this.storedBytes() });
  }

  /** Signed out: it goes on by itself after the next sign-in. */
  holdForSession(): void {
    if (!this.attempt) return;
    this.stop();
    this.show({ state: 'paused', problem: 'session', isOffline: false });
  }

  give(file: File): void {
    this.file = file;
    this.start();
  }

  /** The parts go at once; a file that was already whole is swept by the server, since nobody can commit it any more. */
  async cancel(): Promise<void> {
    this.stop();
    this.world.drop(this.note.id);
    const { grant, uploadId } = this.note;
    if (!grant || !uploadId) return;
    const client = this.client ?? (await this.world.client(grant));
    await client.abort(uploadId).catch(() => undefined);
  }

  private stop(): void {
    this.attempt?.abort(new DOMException('stopped', 'AbortError'));
    this.attempt = undefined;
    this.inFlight.clear();
    this.meter.forget();
  }

  private async run(signal: AbortSignal): Promise<void> {
    let waitMs = firstWaitMs;
    for (;;) {
      const before = this.stored.size;
      try {
        return await this.go(signal);
      } catch (failure) {
        if (signal.aborted) return;
        this.inFlight.clear();
        this.meter.forget();
        const trouble = await this.troubleOf(failure);
        if (signal.aborted) return;
        if (trouble === 'session') return this.show({ state: 'paused', problem: trouble });
        if (trouble !== 'network') return this.show({ state: 'failed', problem: trouble, error: wordsOf(failure) });
        if (this.stored.size > before) waitMs = firstWaitMs;
        this.show({ isOffline: true, sentBytes: this.storedBytes() });
        await this.world.wait(waitMs, signal);
        if (signal.aborted) return;
        waitMs = Math.min(waitMs * 2, lastWaitMs);
      }
    }
  }

  private async troubleOf(failure: unknown) {
    const trouble = troubleOf(failure);
    return trouble === 'network' && this.file && !(await this.world.canBeRead(this.file)) ? 'file_changed' : trouble;
  }

  private async go(signal: AbortSignal): Promise<void> {
    if (!this.note.isWhole) await this.sendAll(signal);
    const { grant, app, id } = this.note;
    if (!grant) throw new Error('nothing was applied for');
    this.show({ state: 'committing', isOffline: false, sentBytes: this.row.sizeBytes });
    const fileId = await this.world.commit(app, grant.sessionKey, signal);
    this.world.drop(id);
    this.show({ state: 'done', fileId });
  }

  private async sendAll(signal: AbortSignal): Promise<void> {
    const { file } = this;
    if (!file) throw new Error('no file');
    const first = await this.world.lanes.take(this.note.id, signal);
    try {
      this.show({ state: 'uploading', isOffline: false });
      const client = await this.prepare(signal);
      if (isOnePut(file.size, this.note.partBytes)) {
        await client.send(file, { signal, onProgress: (bytes) => this.noteProgress(1, bytes) });
      } else {
        await this.sendParts(client, file, signal, first);
      }
    } finally {
      first();
    }
    this.keep({ isWhole: true });
  }

  /** Leave to write, and what the server has already. */
  private async prepare(signal: AbortSignal): Promise<ObjectClient> {
    if (this.note.grant && this.note.grant.expires - this.world.now() / 1000 < grantLeftSeconds) this.forget();
    if (!this.note.grant) {
      const grant = await this.world.apply(this.note, signal);
      signal.throwIfAborted();
      this.keep({ grant });
      this.show({ fileId: grant.fileId });
    }
    this.client ??= await this.world.client(this.note.grant as Grant);
    signal.throwIfAborted();
    return this.client;
  }

  private async sendParts(client: ObjectClient, file: File, signal: AbortSignal, first: Release): Promise<void> {
    const { partBytes } = this.note;
    const uploadId = this.note.uploadId ?? (await client.begin());
    signal.throwIfAborted();
    if (this.note.uploadId && this.stored.size === 0) {
      const { isSamePart } = this.world;
      for (const part of await storedPartsOf(client, uploadId, file, partBytes, isSamePart)) this.stored.set(part.number, part);
      signal.throwIfAborted();
    }
    this.keep({ uploadId });
    await sendInParts({
      ...{ client, file, uploadId, partBytes, signal, first },
      ...{ stored: this.stored, lanes: this.world.lanes, owner: this.note.id },
      onProgress: (part, bytes) => this.noteProgress(part, bytes),
      onStored: (part) => {
        this.inFlight.delete(part);
        this.keep({ storedBytes: this.storedBytes() });
      },
    });
  }

  private noteProgress(part: number, bytes: number): void {
    this.inFlight.set(part, bytes);
    this.measure();
  }

  private measure(): void {
    clearTimeout(this.tick);
    if (this.row.state !== 'uploading' || this.inFlight.size === 0) return;
    // Also when nothing is told: a line that stands still must not keep its last speed.
    this.tick = setTimeout(() => this.measure(), tickMs);
    const nowMs = this.world.now();
    const inFlightBytes = [...this.inFlight.values()].reduce((sum, bytes) => sum + bytes, 0);
    const sentBytes = Math.min(this.row.sizeBytes, this.storedBytes() + inFlightBytes);
    this.meter.note(sentBytes, nowMs);
    if (nowMs - this.shownMs < showMs) return;
    this.shownMs = nowMs;
    const bytesPerSecond = this.meter.bytesPerSecond(nowMs);
    const secondsLeft = this.meter.secondsLeft(this.row.sizeBytes - sentBytes, nowMs);
    this.show({ sentBytes, isOffline: false, bytesPerSecond, secondsLeft });
  }

  private storedBytes(): number {
    let bytes = 0;
    for (const { sizeBytes } of this.stored.values()) bytes += sizeBytes;
    return bytes;
  }

  private keep(change: Partial<ResumeNote>): void {
    this.note = { ...this.note, ...change };
    this.world.save(this.note);
  }

  private forget(): void {
    this.stored.clear();
    this.client = undefined;
    this.keep({ grant: undefined, uploadId: undefined, storedBytes: 0, isWhole: false });
  }

  private show(change: Partial<Upload>): void {
    const isMoving = (change.state ?? this.row.state) === 'uploading' && !(change.isOffline ?? this.row.isOffline);
    const speed = isMoving ? {} : { bytesPerSecond: 0, secondsLeft: undefined };
    this.row = { ...this.row, ...speed, ...change };
    this.world.show(this.row);
  }
}
