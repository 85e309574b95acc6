import { Navigate, Outlet, useLocation } from 'react-router';

import { useSession } from '@/lib/api';

import { tokenOfAddress } from './one-time-token';

/** Who is not signed in, or comes with a one-time link, signs in first and then goes on to the address. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  if (session && !tokenOfAddress(hash)) return <Outlet />;
  return <Navigate to={{ pathname: '/sign-in', search: `?to=${encodeURIComponent(pathname + search)}`, hash }} replace />;
}
