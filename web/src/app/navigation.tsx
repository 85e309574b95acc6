import {
  ApiOutlined,
  AppstoreOutlined,
  BellOutlined,
  HeartOutlined,
  KeyOutlined,
  PlayCircleOutlined,
  ProfileOutlined,
  ScheduleOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Layout, Menu } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

import { pagesOf } from './pages-of-app';

const icons = {
  apps: <AppstoreOutlined aria-hidden />,
  media: <PlayCircleOutlined aria-hidden />,
  tasks: <ScheduleOutlined aria-hidden />,
  events: <BellOutlined aria-hidden />,
  callbacks: <ApiOutlined aria-hidden />,
  templates: <SettingOutlined aria-hidden />,
  procedures: <ProfileOutlined aria-hidden />,
  keys: <KeyOutlined aria-hidden />,
  health: <HeartOutlined aria-hidden />,
};

export function Navigation({ app }: { app: number | undefined }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [isNarrow, setIsNarrow] = useState(false);
  const pages = pagesOf(app);
  const open = pages.filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  const selected = open.sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <Layout.Sider theme="light" breakpoint="lg" collapsedWidth={56} width={248} onCollapse={setIsNarrow}>
      <nav aria-label={t('nav.label')}>
        <div style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '14px 16px', fontWeight: 600 }}>
          <img src="/console/favicon.svg" alt="" width={24} height={24} /> {!isNarrow && 'openvod'}
        </div>
        <Menu
          mode="inline"
          style={{ borderInlineEnd: 0 }}
          selectedKeys={selected ? [selected.name] : []}
          items={pages.map(({ name, path }) => ({
            key: name,
            icon: icons[name],
            label: <Link to={path}>{t(`nav.${name}`)}</Link>,
          }))}
        />
      </nav>
    </Layout.Sider>
  );
}
