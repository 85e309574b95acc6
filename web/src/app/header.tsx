import { SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Layout, Select, Tag, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';

import { useSignedIn } from '@/lib/api';
import { applicationsQuery } from '@/lib/applications';
import { signOut } from '@/lib/sign-out';

import { Appearance } from './appearance';
import { openPalette } from './command-palette';

export function Header({ app }: { app: number | undefined }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const session = useSignedIn();
  return (
    <Layout.Header
      style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '0 16px', background: token.colorBgContainer }}
    >
      <ApplicationChoice app={app} />
      <span style={{ flex: 1 }} />
      <Button icon={<SearchOutlined aria-hidden />} onClick={openPalette} aria-keyshortcuts="Control+K">
        {t('shell.search')} <kbd>Ctrl K</kbd>
      </Button>
      {session.isReadOnly && <Tag>{t('shell.readOnly')}</Tag>}
      <Appearance />
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
        <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={t('shell.account', { key: session.keyName })} />
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
