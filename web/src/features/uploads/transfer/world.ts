import { serverNow } from '@/lib/api';
import { uploads } from '@/lib/uploads';

import { applyUpload } from '../api/apply-upload';
import { commitUpload } from '../api/commit-upload';
import { Lanes } from './lanes';
import { objectClientOf, type StoredPart } from './object-client';
import { applyRequestOf } from './apply-request';
import { canBeRead } from './problems';
import { resumeNotes } from './resume-notes';
import type { TransferWorld } from './transfer';

/** A browser has six connections to a server: three for parts, one live, two for calls. */
const lanesCount = 3;

export const world: TransferWorld = {
  lanes: new Lanes(lanesCount),
  apply: ({ app, name, wishes, file }, signal) => applyUpload(applyRequestOf(app, file.name, { ...wishes, name }), signal),
  client: objectClientOf,
  commit: commitUpload,
  isSamePart,
  canBeRead,
  save: resumeNotes.save,
  drop: resumeNotes.drop,
  show: uploads.put,
  now: serverNow,
  wait: waitForNetwork,
};

async function isSamePart(part: Blob, { etag }: StoredPart): Promise<boolean> {
  const [{ md5 }, { bytesToHex }] = await Promise.all([import('@noble/hashes/legacy.js'), import('@noble/hashes/utils.js')]);
  return etag.includes(bytesToHex(md5(new Uint8Array(await part.arrayBuffer()))));
}

function waitForNetwork(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
