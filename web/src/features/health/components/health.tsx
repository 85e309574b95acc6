import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Flex, Typography, theme } from 'antd';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';

import type { HealthCheck } from '@/lib/wire/types';

import { healthQuery } from '../api/describe-health';
import { bugReport, healthRows } from '../report';

/** How the server is: its checks, its versions, and all of it as text for a bug report. */
export function Health() {
  const { t } = useTranslation(['health', 'common']);
  const { token } = theme.useToken();
  const { data, error, isFetching, refetch } = useQuery(healthQuery());
  return (
    <Page
      title={t('common:nav.health')}
      extra={
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t('common:action.refresh')}
        </Button>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageLoading />}
      {data && (
        <Flex vertical gap={24}>
          <Alert
            type={data.Status === 'OK' ? 'success' : 'warning'}
            showIcon
            title={data.Status === 'OK' ? t('well') : t('notWell')}
          />
          <section aria-label={t('checks')}>
            <Typography.Title level={2} style={{ fontSize: 16 }}>
              {t('checks')}
            </Typography.Title>
            <ul style={{ listStyle: 'none', margin: 0, padding: 0, border: `1px solid ${token.colorBorder}`, borderRadius: token.borderRadius }}>
              {(data.Checks ?? []).map((check) => (
                <Check key={check.Name} check={check} />
              ))}
            </ul>
          </section>
          <section aria-label={t('facts')}>
            <Flex align="center" gap={8} style={{ marginBottom: 8 }}>
              <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
                {t('facts')}
              </Typography.Title>
              <CopyButton text={bugReport(data, navigator.userAgent)} label={t('report')} />
            </Flex>
            <Descriptions
              bordered
              size="small"
              column={1}
              styles={{ label: { width: 220 } }}
              items={healthRows(data).map(({ name, value }) => ({ key: name, label: t(`row.${name}`), children: value }))}
            />
          </section>
        </Flex>
      )}
    </Page>
  );
}

function Check({ check: { Name, Status, Detail } }: { check: HealthCheck }) {
  const { t } = useTranslation('health');
  const { token } = theme.useToken();
  const isWell = Status === 'OK';
  return (
    <li>
      <Flex gap={12} align="baseline" style={{ padding: '8px 16px' }}>
        {isWell ? (
          <CheckCircleOutlined aria-hidden style={{ color: token.colorSuccessText }} />
        ) : (
          <WarningOutlined aria-hidden style={{ color: token.colorWarningText }} />
        )}
        <Typography.Text strong style={{ minWidth: 90 }}>
          {Name}
        </Typography.Text>
        <span>
          {isWell ? t('ok') : t('warning')}
          {Detail && `: ${Detail}`}
        </span>
      </Flex>
    </li>
  );
}
