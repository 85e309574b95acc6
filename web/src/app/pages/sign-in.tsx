import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

import { SignIn } from '@/features/sign-in';

import { Appearance } from '../appearance';
import { tokenOfAddress } from '../one-time-token';

export default function SignInPage() {
  const { t } = useTranslation('sign-in');
  const navigate = useNavigate();
  const { hash } = useLocation();
  const [search] = useSearchParams();
  useEffect(() => {
    document.title = `${t('pageTitle')} · openvod`;
  }, [t]);
  const wanted = search.get('to') ?? '/';
  // Only an address of the console: "//host" would be another server.
  const to = wanted.startsWith('/') && !wanted.startsWith('//') && !wanted.startsWith('/sign-in') ? wanted : '/';
  return (
    <>
      <header style={{ position: 'absolute', insetInlineEnd: 16, top: 16 }}>
        <Appearance />
      </header>
      <SignIn token={tokenOfAddress(hash)} onDone={() => void navigate(to, { replace: true })} />
    </>
  );
}
