import { CodeOutlined, DownOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Tabs, theme, Typography } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import type { Action, RequestOf } from '@/lib/api';
import { snippet, type SnippetLanguage, snippetLanguages } from '@/lib/snippets';
import { snippetPreferences } from '@/lib/snippets/preferences';
import { versionOf } from '@/lib/wire/types';

interface ApiCallProps<A extends Action> {
  action: A;
  /** What the form would send; a function is called only while the panel is open. */
  request: RequestOf<A> | (() => RequestOf<A>);
}

/** The call that a form makes, as a program in several languages, to be copied. Closed at first where there is little room. */
export function ApiCall<A extends Action>({ action, request }: ApiCallProps<A>) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const [isOpen, setOpen] = useState(snippetPreferences.isOpen);
  const id = useId();
  const toggle = () => {
    snippetPreferences.noteOpen(!isOpen);
    setOpen(!isOpen);
  };
  return (
    <section
      aria-label={`${t('apiCall.title')}: ${action}`}
      style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, minWidth: 0 }}
    >
      <Button type="text" block aria-expanded={isOpen} aria-controls={id} onClick={toggle} style={{ justifyContent: 'flex-start' }}>
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <CodeOutlined aria-hidden />
        {t('apiCall.title')}
        <Typography.Text type="secondary" className="mono" ellipsis>
          {action}
        </Typography.Text>
      </Button>
      <div id={id} hidden={!isOpen} style={{ padding: '0 12px 12px' }}>
        {isOpen && <Snippets action={action} request={typeof request === 'function' ? request() : request} />}
      </div>
    </section>
  );
}

function Snippets<A extends Action>({ action, request }: { action: A; request: RequestOf<A> }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const [language, setLanguage] = useState(snippetPreferences.language);
  const scheme = location.protocol === 'https:' ? 'https' : 'http';
  const text = snippet(language, { scheme, host: location.host, action, version: versionOf[action], request });
  return (
    <Tabs
      size="small"
      activeKey={language}
      onChange={(key) => {
        snippetPreferences.noteLanguage(key as SnippetLanguage);
        setLanguage(key as SnippetLanguage);
      }}
      items={snippetLanguages.map((row) => ({
        key: row.language,
        label: row.name,
        children: row.language === language && (
          <Flex vertical gap={8}>
            <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
              {t('apiCall.intro')} {t(`apiCall.needs.${row.language}`)}
            </Typography.Text>
            <div style={{ position: 'relative' }}>
              <div style={{ position: 'absolute', insetBlockStart: 4, insetInlineEnd: 16, background: token.colorBgElevated, borderRadius: token.borderRadius }}>
                <CopyButton text={text} label={`${action}, ${row.name}`} />
              </div>
              {/* Scrolls, so the keyboard has to reach it. */}
              <pre
                className="mono"
                tabIndex={0}
                role="region"
                aria-label={`${action}, ${row.name}`}
                style={{
                  margin: 0,
                  padding: 12,
                  maxHeight: 300,
                  overflow: 'auto',
                  fontSize: token.fontSizeSM,
                  lineHeight: 1.55,
                  tabSize: 4,
                  color: token.colorText,
                  background: token.colorFillQuaternary,
                  borderRadius: token.borderRadiusSM,
                }}
              >
                {text}
              </pre>
            </div>
          </Flex>
        ),
      }))}
    />
  );
}
