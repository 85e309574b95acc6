import type COS from 'cos-js-sdk-v5';

import { serverNow } from '@/lib/api';

import type { Grant } from '../api/apply-upload';

export interface StoredPart {
  number: number;
  sizeBytes: number;
  etag: string;
}

export interface SendOptions {
  /** Of a multipart upload; without, the bytes are the whole object. */
  part?: { uploadId: string; number: number };
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
}

/** Object storage as an upload sees it: one object. */
export interface ObjectClient {
  /** Gives the ETag. */
  send(body: Blob, options: SendOptions): Promise<string>;
  /** Begins a multipart upload and gives its id. */
  begin(): Promise<string>;
  storedParts(uploadId: string): Promise<StoredPart[]>;
  complete(uploadId: string, parts: Pick<StoredPart, 'number' | 'etag'>[]): Promise<void>;
  abort(uploadId: string): Promise<void>;
}

const stalledMs = 60_000;

/** Tencent's SDK for browsers, loaded when the first upload starts, pointed at the server that the page came from. */
export async function objectClientOf(grant: Grant): Promise<ObjectClient> {
  const { default: Sdk } = await import('cos-js-sdk-v5');
  const cos = new Sdk({
    SecretId: grant.secretId,
    SecretKey: grant.secretKey,
    SecurityToken: grant.token,
    // With a domain of its own the SDK asks for `<domain>/<key>`, and signs that host: the server knows an object by its path.
    Domain: location.host,
    Protocol: location.protocol,
    AutoSwitchHost: false,
    SystemClockOffset: serverNow() - Date.now(),
    // Places for parts are given by Lanes; the SDK is never the narrower one.
    FileParallelLimit: 3,
    ProgressInterval: 200,
  });
  const object = { Bucket: grant.bucket, Region: grant.region, Key: grant.path.slice(1) };
  return {
    send: (body, options) => send(cos, { ...object, Body: body }, options),
    begin: async () => (await cos.multipartInit(object)).UploadId,
    storedParts: async (uploadId) => {
      const { Part: parts } = await cos.multipartListPart({ ...object, UploadId: uploadId, MaxParts: 1000 });
      return parts.map(({ PartNumber, Size, ETag }) => ({ number: Number(PartNumber), sizeBytes: Number(Size), etag: ETag }));
    },
    complete: async (uploadId, parts) => {
      const listed = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      await cos.multipartComplete({ ...object, UploadId: uploadId, Parts: listed });
    },
    abort: async (uploadId) => void (await cos.multipartAbort({ ...object, UploadId: uploadId })),
  };
}

/**
 * One PUT. A part goes by putObject, too, with the query of a part: it makes the same request as multipartUpload, but as a task
 * of the SDK, which can be ended while its bytes are under way.
 */
function send(cos: COS, object: COS.PutObjectParams, { part, onProgress, signal }: SendOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let task = '';
    let stall: ReturnType<typeof setTimeout> | undefined;
    const end = (settle: () => void) => {
      clearTimeout(stall);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = () => {
      cos.cancelTask(task);
      end(() => reject(signal.reason));
    };
    const watch = () => {
      clearTimeout(stall);
      stall = setTimeout(() => {
        cos.cancelTask(task);
        end(() => reject(new Error('timeout')));
      }, stalledMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    watch();
    const query = part && { Query: { partNumber: part.number, uploadId: part.uploadId } };
    cos.putObject(
      {
        ...object,
        ...query,
        onTaskReady: (id) => (task = id),
        onProgress: ({ loaded }) => {
          if (signal.aborted) return;
          watch();
          onProgress(loaded);
        },
      },
      (failure, answer) => end(() => (failure ? reject(failure) : resolve(answer.ETag))),
    );
  });
}
