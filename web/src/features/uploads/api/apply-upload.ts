import { call } from '@/lib/api';
import type { ApplyUploadRequest } from '@/lib/wire/types';

/** Leave to write one object: where it goes and the temporary key for that, which lasts twelve hours. */
export interface Grant {
  bucket: string;
  region: string;
  /** With its leading slash. */
  path: string;
  fileId: string;
  sessionKey: string;
  secretId: string;
  secretKey: string;
  token: string;
  /** Unix seconds, by the server's clock. */
  expires: number;
}

export async function applyUpload(request: ApplyUploadRequest, signal: AbortSignal): Promise<Grant> {
  const answer = await call('ApplyUpload', request, { signal });
  const path = answer.MediaStoragePath ?? '';
  const key = answer.TempCertificate;
  return {
    bucket: answer.StorageBucket ?? '',
    region: answer.StorageRegion ?? '',
    path,
    fileId: fileIdOfPath(path),
    sessionKey: answer.VodSessionKey ?? '',
    secretId: key?.SecretId ?? '',
    secretKey: key?.SecretKey ?? '',
    token: key?.Token ?? '',
    expires: key?.ExpiredTime ?? 0,
  };
}

/** The folder of a media is eight hex digits and its FileId: the row knows it before the upload is committed. */
export const fileIdOfPath = (path: string): string => path.split('/').at(-2)?.slice(8) ?? '';
