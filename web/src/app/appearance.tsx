import { BgColorsOutlined, GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';

import { type Language, languages, setLanguage } from './i18n';
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme';

/** The choice of the language and of light or dark. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const choice = useThemeChoice();
  const themes: { key: ThemeChoice; label: string }[] = [
    { key: 'system', label: t('shell.themeSystem') },
    { key: 'light', label: t('shell.themeLight') },
    { key: 'dark', label: t('shell.themeDark') },
  ];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [i18n.language],
          items: Object.entries(languages).map(([key, label]) => ({ key, label })),
          onClick: ({ key }) => void setLanguage(key as Language),
        }}
      >
        <Button type="text" icon={<GlobalOutlined aria-hidden />} aria-label={t('shell.language')} />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{ selectedKeys: [choice], items: themes, onClick: ({ key }) => chooseTheme(key as ThemeChoice) }}
      >
        <Button type="text" icon={<BgColorsOutlined aria-hidden />} aria-label={t('shell.theme')} />
      </Dropdown>
    </>
  );
}
