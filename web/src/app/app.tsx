import {
  CheckCircleFilled,
  CloseCircleFilled,
  EllipsisOutlined,
  ExclamationCircleFilled,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons';
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

// The components' own icons would lend their names ("loading", "close-circle") to what they stand in. A loading icon of our
// own also goes at once: the component library's waits for the end of a motion, which a busy browser may never tell.
const button = { loadingIcon: <LoadingOutlined aria-hidden /> };
const alert = {
  successIcon: <CheckCircleFilled aria-hidden />,
  infoIcon: <InfoCircleFilled aria-hidden />,
  warningIcon: <ExclamationCircleFilled aria-hidden />,
  errorIcon: <CloseCircleFilled aria-hidden />,
};

export function App() {
  const { t, i18n } = useTranslation();
  const isDark = useIsDark();
  return (
    <ConfigProvider
      alert={alert}
      button={button}
      csp={{ nonce }}
      locale={i18n.language === 'zh' ? zhCN : enUS}
      tabs={{
        moreIcon: (
          <>
            <EllipsisOutlined aria-hidden />
            <span className="visually-hidden">{t('action.more')}</span>
          </>
        ),
      }}
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
