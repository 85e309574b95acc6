import { Layout } from 'antd';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useParams } from 'react-router';

import { PageLoading } from '@/components/page-loading';
import { watch } from '@/lib/api';
import { noteLastApp } from '@/lib/last-app';
import { queryClient } from '@/lib/query-client';

import { CommandPalette } from './command-palette';
import { ConnectionBanner } from './connection-banner';
import { Header } from './header';
import { Navigation } from './navigation';
import { UploadDock } from './upload-dock';
import { useChangesToQueries } from './changes-to-queries';

/** The frame of all pages but the sign-in: navigation, header, the one live connection, the uploads. */
export function AppShell() {
  const { t } = useTranslation();
  const params = useParams();
  const app = params.app ? Number(params.app) : undefined;

  useEffect(() => {
    if (app === undefined) return;
    noteLastApp(app);
    const end = new AbortController();
    void watch(app, end.signal);
    return () => end.abort();
  }, [app]);
  useChangesToQueries(queryClient);

  return (
    <Layout style={{ height: '100%' }}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <Navigation app={app} />
      <Layout>
        <Header app={app} />
        <ConnectionBanner isWatching={app !== undefined} />
        <Layout.Content id="content" tabIndex={-1} style={{ overflow: 'auto', minHeight: 0 }}>
          <Suspense fallback={<PageLoading />}>
            <Outlet key={app} />
          </Suspense>
        </Layout.Content>
        <UploadDock />
      </Layout>
      <CommandPalette app={app} />
    </Layout>
  );
}
