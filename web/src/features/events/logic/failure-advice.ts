import type { EventAttempt } from '@/lib/wire/types';

/** What of an attempt is looked at; the last failure of an endpoint has it, too. */
export type Ending = Pick<EventAttempt, 'Status' | 'Failure' | 'Detail' | 'Address' | 'Url'>;

const classes = [
  'bad_url',
  'refused_address',
  'resolve',
  'connect',
  'tls',
  'timeout',
  'broken',
  'too_large',
  'configuration',
  'cancelled',
] as const;
type FailureClass = (typeof classes)[number];

/** A word of `advice`: what happened and what to do about it. */
export type Advice =
  | Exclude<FailureClass, 'refused_address'>
  | 'refused_metadata'
  | 'refused_address'
  | 'loopback'
  | 'plain_http'
  | 'redirect'
  | 'unauthorized'
  | 'not_found'
  | 'method'
  | 'gone'
  | 'slow_down'
  | 'gateway'
  | 'server_error'
  | 'client_error'
  | 'other';

export const isDelivered = ({ Status, Failure }: Ending) => !Failure && (Status ?? 0) >= 200 && (Status ?? 0) < 300;

function adviceOfStatus(status: number): Advice {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not_found';
  if (status === 405) return 'method';
  if (status === 410) return 'gone';
  if (status === 429) return 'slow_down';
  if (status === 502 || status === 503 || status === 504) return 'gateway';
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'other';
}

/** What to tell about an attempt that failed; nothing for one that arrived. */
export function adviceOf(ending: Ending): Advice | undefined {
  if (isDelivered(ending)) return undefined;
  const { Failure, Detail, Status } = ending;
  if (!Failure || Failure === 'none') return adviceOfStatus(Status ?? 0);
  if (Failure === 'refused_address') return Detail?.includes('metadata') ? 'refused_metadata' : 'refused_address';
  if (Failure === 'connect' && isLoopback(hostOf(ending.Url))) return 'loopback';
  // The words of OpenSSL for what is no TLS at all.
  if (Failure === 'tls' && Detail?.includes('wrong version number')) return 'plain_http';
  return classes.find((name): name is Exclude<FailureClass, 'refused_address'> => name === Failure) ?? 'other';
}

export function hostOf(url: string | null | undefined): string {
  try {
    return new URL(url ?? '').hostname;
  } catch {
    return '';
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || host.startsWith('127.');

/** The network that `callback.allow` has to name so that the address may be reached: this one alone. */
export function networkOf(address: string | null | undefined): string {
  if (!address) return '';
  return address.includes(':') ? `${address}/128` : `${address}/32`;
}
