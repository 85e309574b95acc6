import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Table, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { TimeText } from '@/components/time-text';
import { SearchInput } from '@/components/search-input';
import { useSignedIn } from '@/lib/api';
import { applicationsQuery } from '@/lib/applications';
import type { SubAppIdInfo } from '@/lib/wire/types';

import { ApplicationForm } from './application-form';
import { ApplicationStatusButton } from './application-status';
import { ApplicationUsage } from './application-usage';

/** All applications that the key may use: choose one, create, rename, switch off. */
export function ApplicationList() {
  const { t } = useTranslation(['applications', 'common']);
  const session = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<{ application?: SubAppIdInfo }>();
  const { data, error, isPending, refetch } = useQuery(applicationsQuery());
  const mayChange = !session.isReadOnly && session.onlySubAppId === undefined;
  const why = mayChange ? undefined : t('noRight');
  const text = search.get('q') ?? '';
  const isWanted = ({ Name, SubAppId }: SubAppIdInfo) =>
    `${Name ?? ''} ${SubAppId}`.toLowerCase().includes(text.trim().toLowerCase());

  const columns: TableColumnsType<SubAppIdInfo> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, { Name, SubAppId, Description }) => (
        <>
          <Link to={`/apps/${SubAppId}/media`}>{Name}</Link>
          {Description && <Typography.Text type="secondary" style={{ display: 'block' }}>{Description}</Typography.Text>}
        </>
      ),
    },
    {
      title: 'SubAppId',
      key: 'id',
      render: (_, { SubAppId }) => (
        <span className="mono">
          {SubAppId} <CopyButton text={String(SubAppId)} label="SubAppId" />
        </span>
      ),
    },
    { title: t('status'), key: 'status', render: (_, { Status }) => (Status === 'On' ? t('on') : t('off')) },
    { title: t('usage'), key: 'usage', render: (_, { SubAppId }) => <ApplicationUsage app={SubAppId ?? 0} /> },
    { title: t('created'), key: 'created', responsive: ['lg'], render: (_, { CreateTime }) => <TimeText iso={CreateTime} /> },
    {
      title: t('actions'),
      key: 'actions',
      fixed: 'end',
      render: (_, application) => (
        <Flex gap={8} wrap>
          <Link to={`/apps/${application.SubAppId}/callbacks`}>{t('common:nav.callbacks')}</Link>
          <Button size="small" disabled={!mayChange} title={why} onClick={() => setForm({ application })}>
            {t('rename')}
          </Button>
          <ApplicationStatusButton application={application} disabled={!mayChange} />
        </Flex>
      ),
    },
  ];

  return (
    <Page
      title={t('common:nav.apps')}
      extra={
        <>
          <SearchInput
            label={t('search')}
            defaultValue={text}
            onChange={(typed) => setSearch(typed ? { q: typed } : {}, { replace: true })}
            style={{ width: 240 }}
          />
          <Button type="primary" disabled={!mayChange} title={why} onClick={() => setForm({})}>
            {t('create')}
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <Table<SubAppIdInfo>
        rowKey={({ SubAppId }) => String(SubAppId)}
        size="middle"
        columns={columns}
        dataSource={(data ?? []).filter(isWanted)}
        loading={isPending}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <Empty description={t('nothing')} /> }}
      />
      {form && <ApplicationForm application={form.application} onClose={() => setForm(undefined)} />}
    </Page>
  );
}
