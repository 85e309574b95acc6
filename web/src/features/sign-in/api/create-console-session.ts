import { call, type Credentials, sessionOf, setSession } from '@/lib/api';

/** Exchanges a one-time token, or a key that was typed in, for temporary credentials; nothing else stays in the tab. */
export async function createConsoleSession(by: { oneTimeToken: string } | { key: Credentials }): Promise<void> {
  const answer =
    'key' in by
      ? await call('CreateConsoleSession', {}, { credentials: by.key })
      : await call('CreateConsoleSession', { OneTimeToken: by.oneTimeToken }, { credentials: null });
  setSession(sessionOf(answer));
}
