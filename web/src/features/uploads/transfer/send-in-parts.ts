import type { Lanes, Release } from './lanes';
import type { ObjectClient, StoredPart } from './object-client';
import { type Part, partsOf } from './part-plan';

const workersMax = 3;

export interface PartsJob {
  client: ObjectClient;
  file: File;
  uploadId: string;
  partBytes: number;
  /** By number: what the server has. Grows with each part that arrived. */
  stored: Map<number, StoredPart>;
  lanes: Lanes;
  /** Whose lanes they are. */
  owner: string;
  /** A lane that is held already. */
  first: Release;
  signal: AbortSignal;
  onProgress: (part: number, sentBytes: number) => void;
  onStored: (part: number) => void;
}

/** Sends what is missing, a few parts at a time, and makes the object of all. The first part that fails ends the others. */
export async function sendInParts(job: PartsJob): Promise<void> {
  const { client, file, uploadId, stored, signal } = job;
  const missing = partsOf(file.size, job.partBytes).filter(({ number }) => !stored.has(number));
  const inner = new AbortController();
  signal.addEventListener('abort', () => inner.abort(signal.reason), { once: true, signal: inner.signal });
  let lane: Release | undefined = job.first;
  const work = async () => {
    for (;;) {
      const wanted = lane ?? job.lanes.take(job.owner, inner.signal);
      lane = undefined;
      const release = await wanted;
      try {
        const part = missing.shift();
        if (!part) return;
        await sendPart(job, part, inner.signal);
      } finally {
        release();
      }
    }
  };
  const workers = Array.from({ length: Math.max(1, Math.min(workersMax, missing.length)) }, work);
  try {
    await Promise.all(workers);
  } catch (failure) {
    inner.abort(failure);
    await Promise.allSettled(workers);
    throw failure;
  }
  signal.throwIfAborted();
  await client.complete(uploadId, [...stored.values()].sort((a, b) => a.number - b.number));
}

async function sendPart(job: PartsJob, { number, begin, end }: Part, signal: AbortSignal): Promise<void> {
  const etag = await job.client.send(job.file.slice(begin, end), {
    part: { uploadId: job.uploadId, number },
    signal,
    onProgress: (bytes) => job.onProgress(number, bytes),
  });
  job.stored.set(number, { number, sizeBytes: end - begin, etag });
  job.onStored(number);
}

/** What the server has of a file: whole parts of the planned size. Nothing when they are of another file. */
export async function storedPartsOf(
  client: ObjectClient,
  uploadId: string,
  file: File,
  partBytes: number,
  isSamePart: (part: Blob, stored: StoredPart) => Promise<boolean>,
): Promise<StoredPart[]> {
  const parts = partsOf(file.size, partBytes);
  const blobOf = ({ number }: StoredPart) => {
    const part = parts[number - 1];
    return part && file.slice(part.begin, part.end);
  };
  const listed = (await client.storedParts(uploadId)).filter((stored) => blobOf(stored)?.size === stored.sizeBytes);
  // Another file under the same name and time is told by one part; to look at all would mean to read all.
  const last = listed.at(-1);
  const blob = last && blobOf(last);
  return last && blob && !(await isSamePart(blob, last)) ? [] : listed;
}
