import { type Actions, versionOf } from '@/lib/wire/types';

import { ApiError } from './errors';
import { noteServerDate, serverNow } from './server-clock';
import { currentSession, setSession } from './session';
import { authorization, type Credentials } from './signing';

export type Action = keyof Actions;
export type RequestOf<A extends Action> = Actions[A]['request'];
export type ResponseOf<A extends Action> = Actions[A]['response'];

export interface CallOptions {
  signal?: AbortSignal;
  /** Instead of the session's; null sends the call unsigned. */
  credentials?: Credentials | null;
}

const contentType = 'application/json';

function headersOf(action: Action, body: string, key: Credentials | null | undefined): Record<string, string> {
  const timestamp = Math.floor(serverNow() / 1000);
  const headers: Record<string, string> = {
    'Content-Type': contentType,
    'X-TC-Action': action,
    'X-TC-Version': versionOf[action],
    'X-TC-Timestamp': String(timestamp),
  };
  if (key) headers.Authorization = authorization(key, { host: location.host, body, timestamp, contentType });
  if (key?.token) headers['X-TC-Token'] = key.token;
  return headers;
}

async function send(action: Action, body: string, options: CallOptions): Promise<Response> {
  const key = options.credentials === undefined ? currentSession() : options.credentials;
  try {
    const answer = await fetch('/', {
      method: 'POST',
      headers: headersOf(action, body, key),
      body,
      signal: options.signal ?? null,
      credentials: 'omit',
    });
    noteServerDate(answer.headers.get('Date'));
    return answer;
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw new ApiError('Network', 'The server does not answer.');
  }
}

/** What stands in the envelope; an error in it is thrown as ApiError. */
async function opened<A extends Action>(answer: Response): Promise<ResponseOf<A>> {
  let envelope: { Response?: ResponseOf<A> & { Error?: { Code: string; Message: string }; RequestId?: string } };
  try {
    envelope = (await answer.json()) as typeof envelope;
  } catch {
    throw new ApiError('Network', `The server answered ${answer.status} with something that is no JSON.`);
  }
  const response = envelope.Response;
  if (!response) throw new ApiError('Network', `The server answered ${answer.status} without a response.`);
  if (response.Error) throw new ApiError(response.Error.Code, response.Error.Message, response.RequestId);
  return response;
}

/** Calls an action of the API, signed with the session of this tab. Throws ApiError. */
export async function call<A extends Action>(
  action: A,
  request: RequestOf<A>,
  options: CallOptions = {},
): Promise<ResponseOf<A>> {
  const body = JSON.stringify(request);
  try {
    try {
      return await opened<A>(await send(action, body, options));
    } catch (failure) {
      // The first call of a tab does not know the server's clock yet; its answer told it.
      if (!(failure instanceof ApiError) || failure.code !== 'AuthFailure.SignatureExpire') throw failure;
      return await opened<A>(await send(action, body, options));
    }
  } catch (failure) {
    if (failure instanceof ApiError && failure.isSignedOut && options.credentials === undefined) setSession(undefined);
    throw failure;
  }
}
