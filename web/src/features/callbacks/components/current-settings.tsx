import { CheckOutlined, MinusOutlined } from '@ant-design/icons';
import { Alert, Descriptions, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { eventTypes } from '@/lib/event-types';

import type { SettingsValues } from '../logic/settings-values';

/** What is set now. */
export function CurrentSettings({ values }: { values: SettingsValues }) {
  const { t } = useTranslation('callbacks');
  const goesNowhere = values.mode === 'PUSH' && !values.url;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {goesNowhere && <Alert type="warning" showIcon title={t('settings.nowhere')} />}
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: 'mode',
            label: t('method.title'),
            children: (
              <span>
                <strong>{t(`method.${values.mode}`)}</strong>{' '}
                <Typography.Text type="secondary">{t(`method.${values.mode}Help`)}</Typography.Text>
              </span>
            ),
          },
          { key: 'url', label: t('url.title'), children: <Url url={values.url} /> },
          ...(values.urlV2 ? [{ key: 'v2', label: t('url.v2'), children: <Url url={values.urlV2} /> }] : []),
          { key: 'types', label: t('types.title'), children: <Types ticked={values.types} /> },
        ]}
      />
    </div>
  );
}

function Url({ url }: { url: string }) {
  const { t } = useTranslation('callbacks');
  if (!url) return <Typography.Text type="secondary">{t('url.none')}</Typography.Text>;
  return (
    <span className="mono" style={{ overflowWrap: 'anywhere' }}>
      {url} <CopyButton text={url} label="URL" />
    </span>
  );
}

function Types({ ticked }: { ticked: string[] }) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { token } = theme.useToken();
  return (
    <ul style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: '4px 16px', margin: 0, padding: 0, listStyle: 'none', width: '100%' }}>
      {eventTypes.map(({ name }) => {
        const isOn = ticked.includes(name);
        return (
          <li key={name} style={{ color: isOn ? token.colorText : token.colorTextSecondary }}>
            {isOn ? <CheckOutlined aria-hidden style={{ color: token.colorSuccessText }} /> : <MinusOutlined aria-hidden />}{' '}
            {t(`common:eventType.${name}`)}
            <span className="visually-hidden">: {t(isOn ? 'types.on' : 'types.off')}</span>
          </li>
        );
      })}
    </ul>
  );
}
