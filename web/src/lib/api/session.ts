import type { CreateConsoleSessionResponse } from '@/lib/wire/types';

import type { Credentials } from './signing';
import { useSyncExternalStore } from 'react';

/** The temporary credentials of this tab with the rights of the key behind them. */
export interface Session extends Credentials {
  token: string;
  /** Unix seconds. */
  expires: number;
  keyName: string;
  onlySubAppId?: number;
  isReadOnly: boolean;
  isRoot: boolean;
}

// In the tab alone: it survives a reload, and another tab signs in by itself.
const storageKey = 'openvod.session';
const listeners = new Set<() => void>();
let current: Session | undefined = load();

function load(): Session | undefined {
  try {
    const text = sessionStorage.getItem(storageKey);
    const session = text ? (JSON.parse(text) as Session) : undefined;
    return session && session.expires * 1000 > Date.now() ? session : undefined;
  } catch {
    return undefined;
  }
}

export const currentSession = () => current;

export function setSession(session: Session | undefined): void {
  current = session;
  if (session) sessionStorage.setItem(storageKey, JSON.stringify(session));
  else sessionStorage.removeItem(storageKey);
  listeners.forEach((listener) => listener());
}

export function sessionOf(answer: CreateConsoleSessionResponse): Session {
  return {
    secretId: answer.SecretId ?? '',
    secretKey: answer.SecretKey ?? '',
    token: answer.Token ?? '',
    expires: answer.ExpiredTime ?? 0,
    keyName: answer.KeyName ?? '',
    onlySubAppId: answer.OnlySubAppId ?? undefined,
    isReadOnly: answer.IsReadOnly ?? false,
    isRoot: answer.IsRoot ?? false,
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSession = () => useSyncExternalStore(subscribe, currentSession);

/** The session where there must be one: below the sign-in guard. */
export function useSignedIn(): Session {
  const session = useSession();
  if (!session) throw new Error('not signed in');
  return session;
}
