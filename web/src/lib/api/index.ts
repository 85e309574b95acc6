export { call, type Action, type RequestOf, type ResponseOf } from './call';
export { ApiError, isNetworkError } from './errors';
export { serverNow } from './server-clock';
export { currentSession, sessionOf, setSession, useSession, useSignedIn, type Session } from './session';
export type { Credentials } from './signing';
export { useChanges, useConnectionState, watch, type Changes, type ConnectionState } from './watch';
