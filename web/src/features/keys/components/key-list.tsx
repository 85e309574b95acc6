import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { TimeText } from '@/components/time-text';
import { useSignedIn } from '@/lib/api';
import type { KeyInfo } from '@/lib/wire/types';

import { keysQuery } from '../api/list-keys';
import { KeyActions } from './key-actions';
import { KeyForm } from './key-form';

/** The keys that calls are signed with, for keys without limits alone: the server lets no other see them. */
export function KeyList() {
  const { t } = useTranslation(['keys', 'common']);
  const session = useSignedIn();
  const mayChange = !session.isReadOnly && session.onlySubAppId === undefined;
  const [isCreating, setIsCreating] = useState(false);
  const { data, error, isPending, refetch } = useQuery({ ...keysQuery(), enabled: mayChange });

  const columns: TableColumnsType<KeyInfo> = [
    { title: t('name'), key: 'name', render: (_, { Name, IsRoot }) => (IsRoot ? t('root') : Name) },
    {
      title: 'SecretId',
      key: 'id',
      render: (_, { SecretId }) => (
        <span className="mono">
          {SecretId} <CopyButton text={SecretId ?? ''} label="SecretId" />
        </span>
      ),
    },
    {
      title: t('rights'),
      key: 'rights',
      render: (_, { OnlySubAppId, IsReadOnly }) =>
        [OnlySubAppId ? t('appOnly', { app: OnlySubAppId }) : t('allApps'), IsReadOnly ? t('readOnly') : t('readWrite')].join(' · '),
    },
    { title: t('status'), key: 'status', render: (_, { Status }) => (Status === 'Enabled' ? t('enabled') : t('disabled')) },
    { title: t('created'), key: 'created', responsive: ['lg'], render: (_, { CreateTime }) => <TimeText iso={CreateTime} /> },
    { title: t('expires'), key: 'expires', render: (_, { ExpireTime }) => (ExpireTime ? <TimeText iso={ExpireTime} /> : t('never')) },
    { title: t('actions'), key: 'actions', fixed: 'end', render: (_, row) => <KeyActions row={row} /> },
  ];

  return (
    <Page
      title={t('common:nav.keys')}
      extra={
        mayChange && (
          <Button type="primary" onClick={() => setIsCreating(true)}>
            {t('create')}
          </Button>
        )
      }
    >
      {!mayChange && <Alert type="info" showIcon title={t('noRight')} />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {mayChange && !error && (
        <Table<KeyInfo>
          rowKey={({ SecretId }) => SecretId ?? ''}
          size="middle"
          columns={columns}
          dataSource={data ?? []}
          loading={isPending}
          pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 'max-content' }}
        />
      )}
      {isCreating && <KeyForm onClose={() => setIsCreating(false)} />}
    </Page>
  );
}
