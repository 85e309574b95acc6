import { BgColorsOutlined, GlobalOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Layout, Select, Tag, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';

import { useSignedIn } from '@/lib/api';
import { applicationsQuery } from '@/lib/applications';
import { signOut } from '@/lib/sign-out';

import { openPalette } from './command-palette';
import { type Language, languages, setLanguage } from './i18n';
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme';

export function Header({ app }: { app: number | undefined }) {
  const { t, i18n } = useTranslation();
  const { token } = theme.useToken();
  const session = useSignedIn();
  const choice = useThemeChoice();
  const themes: { key: ThemeChoice; label: string }[] = [
    { key: 'system', label: t('shell.themeSystem') },
    { key: 'light', label: t('shell.themeLight') },
    { key: 'dark', label: t('shell.themeDark') },
  ];
  return (
    <Layout.Header
      style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '0 16px', background: token.colorBgContainer }}
    >
      <ApplicationChoice app={app} />
      <span style={{ flex: 1 }} />
      <Button icon={<SearchOutlined />} onClick={openPalette} aria-keyshortcuts="Control+K">
        {t('shell.search')} <kbd>Ctrl K</kbd>
      </Button>
      {session.isReadOnly && <Tag>{t('shell.readOnly')}</Tag>}
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [i18n.language],
          items: Object.entries(languages).map(([key, label]) => ({ key, label })),
          onClick: ({ key }) => void setLanguage(key as Language),
        }}
      >
        <Button type="text" icon={<GlobalOutlined />} aria-label={t('shell.language')} />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{ selectedKeys: [choice], items: themes, onClick: ({ key }) => chooseTheme(key as ThemeChoice) }}
      >
        <Button type="text" icon={<BgColorsOutlined />} aria-label={t('shell.theme')} />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'key', label: t('shell.account', { key: session.keyName || session.secretId }), disabled: true },
            { key: 'out', label: t('shell.signOut') },
          ],
          onClick: ({ key }) => key === 'out' && void signOut(),
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={t('shell.account', { key: session.keyName })} />
      </Dropdown>
    </Layout.Header>
  );
}

/** Goes to the same page of another application. */
function ApplicationChoice({ app }: { app: number | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { data: applications } = useQuery(applicationsQuery());
  if (app === undefined) return null;
  const page = pathname.split('/')[3] ?? 'media';
  return (
    <Select<number>
      aria-label={t('shell.application')}
      value={app}
      style={{ minWidth: 220 }}
      showSearch={{ optionFilterProp: 'label' }}
      options={(applications ?? []).map(({ SubAppId, Name }) => ({
        value: SubAppId ?? 0,
        label: `${Name ?? ''} (${SubAppId})`,
      }))}
      onChange={(chosen) => void navigate(`/apps/${chosen}/${page}`)}
    />
  );
}
