import { ApiError, isNetworkError } from '@/lib/api';
import type { UploadProblem } from '@/lib/uploads';

/** Why an attempt ended: the network, after which it goes on by itself, or something that a person has to see. */
export type Trouble = 'network' | UploadProblem;

/** What the SDK rejects with: an Error with the answer's status and, of object storage's XML, its code. */
interface ObjectFailure {
  statusCode?: number;
  code?: string;
  message?: string;
}

const ofObjectCode: Record<string, UploadProblem> = {
  InsufficientStorage: 'disk_full',
  ExpiredToken: 'expired',
  NoSuchUpload: 'gone',
};

export function troubleOf(failure: unknown): Trouble {
  if (failure instanceof ApiError) return ofApi(failure);
  const { statusCode, code } = failure as ObjectFailure;
  if (!statusCode || statusCode === 502 || statusCode === 503 || statusCode === 504) return 'network';
  return ofObjectCode[code ?? ''] ?? (statusCode === 507 ? 'disk_full' : 'server');
}

function ofApi(failure: ApiError): Trouble {
  if (isNetworkError(failure)) return 'network';
  if (failure.isSignedOut) return 'session';
  if (failure.code === 'ResourceInsufficient') return 'disk_full';
  if (failure.code === 'ResourceUnavailable') return 'network';
  if (failure.code === 'InvalidParameterValue.VodSessionKey') return 'expired';
  return 'server';
}

/** The server's words. */
export const wordsOf = (failure: unknown): string => (failure as Error).message || String(failure);

/** A file that was changed or removed under way can't be read any more; to the SDK that looks like a broken network. */
export async function canBeRead(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
