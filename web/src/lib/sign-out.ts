import { call, setSession } from '@/lib/api';
import { queryClient } from '@/lib/query-client';

/** Ends the credentials at the server, too; here they are gone even when it does not answer. */
export async function signOut(): Promise<void> {
  await call('EndConsoleSession', {}).catch(() => undefined);
  setSession(undefined);
  queryClient.clear();
}
