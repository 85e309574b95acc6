import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router';

import { PageLoading } from '@/components/page-loading';
import { queryClient } from '@/lib/query-client';

import { PageColours } from './page-colours';
import { router } from './routes';
import { giveStylesNonce } from './style-nonce';
import { darkTheme, lightTheme, useIsDark } from './theme';

// What antd writes into the page as style elements needs the nonce of the page's policy.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
if (nonce) giveStylesNonce(nonce);

export function App() {
  const { i18n } = useTranslation();
  const isDark = useIsDark();
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={i18n.language === 'zh' ? zhCN : enUS}
      theme={isDark ? darkTheme : lightTheme}
    >
      <PageColours isDark={isDark} />
      <AntdApp component={false}>
        <QueryClientProvider client={queryClient}>
          <Suspense fallback={<PageLoading />}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
