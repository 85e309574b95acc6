import { DeleteOutlined, EditOutlined, EyeOutlined, FileAddOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex, Segmented, Table, type TableColumnsType, Tooltip, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { SearchInput } from '@/components/search-input';
import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';
import { proceduresQuery } from '@/lib/procedures';
import type { ProcedureTemplate } from '@/lib/wire/types';

import { newProcedurePath, procedurePath } from '../paths';
import { ProcedureContent } from './procedure-content';
import { useDeleteProcedure } from './use-delete-procedure';

const oneLine = () => ({ style: { whiteSpace: 'nowrap' as const } });

/** The task flows of an application: presets and its own. */
export function ProcedureList() {
  const { t } = useTranslation(['procedures', 'common']);
  const app = useAppId();
  const session = useSignedIn();
  const navigate = useNavigate();
  const remove = useDeleteProcedure(app);
  const [search, setSearch] = useSearchParams();
  const { data, error, isPending, refetch } = useQuery(proceduresQuery(app));
  const text = search.get('q') ?? '';
  const type = search.get('type') ?? 'all';
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const rows = (data ?? []).filter(
    ({ Name, Comment, Type }) =>
      (type === 'all' || (type === 'preset') === (Type === 'Preset')) &&
      `${Name ?? ''} ${Comment ?? ''}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const why = session.isReadOnly ? t('readOnly') : undefined;
  const columns: TableColumnsType<ProcedureTemplate> = [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, { Name, Comment }) => (
        <>
          <span style={{ whiteSpace: 'nowrap' }}>
            <Link to={procedurePath(app, Name ?? '')}>{Name}</Link>
            <CopyButton text={Name ?? ''} label={Name ?? ''} />
          </span>
          {Comment && (
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {Comment}
            </Typography.Text>
          )}
        </>
      ),
    },
    { title: t('content'), key: 'content', render: (_, { MediaProcessTask }) => <ProcedureContent app={app} input={MediaProcessTask} /> },
    { title: t('type'), key: 'type', onCell: oneLine, onHeaderCell: oneLine, render: (_, { Type }) => t(Type === 'Preset' ? 'preset' : 'own') },
    {
      title: t('updated'),
      key: 'updated',
      responsive: ['lg'],
      onCell: oneLine,
      onHeaderCell: oneLine,
      render: (_, { Type, UpdateTime }) => (Type === 'Preset' ? null : <TimeText iso={UpdateTime} />),
    },
    {
      title: t('actions'),
      key: 'actions',
      fixed: 'end',
      render: (_, { Name, Type }) => {
        const name = Name ?? '';
        const isPreset = Type === 'Preset';
        const open = t(isPreset ? 'view' : 'edit', { name });
        return (
          <Flex gap={4}>
            <Tooltip title={open}>
              <Button
                type="text"
                size="small"
                aria-label={open}
                icon={isPreset ? <EyeOutlined aria-hidden /> : <EditOutlined aria-hidden />}
                onClick={() => void navigate(procedurePath(app, name))}
              />
            </Tooltip>
            <Tooltip title={why ?? t('copyOf', { name })}>
              <Button
                type="text"
                size="small"
                aria-label={t('copyOf', { name })}
                disabled={session.isReadOnly}
                icon={<FileAddOutlined aria-hidden />}
                onClick={() => void navigate(newProcedurePath(app, name))}
              />
            </Tooltip>
            {!isPreset && (
              <Tooltip title={why ?? t('deleteOf', { name })}>
                <Button
                  type="text"
                  size="small"
                  aria-label={t('deleteOf', { name })}
                  disabled={session.isReadOnly}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(name)}
                />
              </Tooltip>
            )}
          </Flex>
        );
      },
    },
  ];
  return (
    <Page
      title={t('common:nav.procedures')}
      extra={
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden />}
          disabled={session.isReadOnly}
          title={why}
          onClick={() => void navigate(newProcedurePath(app))}
        >
          {t('create')}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">{t('about')}</Typography.Paragraph>
      <Flex gap={12} wrap align="center" style={{ marginBottom: 12 }}>
        <Segmented
          aria-label={t('type')}
          value={type}
          onChange={(value) => put('type', value === 'all' ? '' : value)}
          options={[
            { value: 'all', label: t('all') },
            { value: 'preset', label: t('preset') },
            { value: 'own', label: t('own') },
          ]}
        />
        <SearchInput
          label={t('search')}
          value={text}
          onChange={(typed) => put('q', typed)}
          style={{ width: 280 }}
        />
        <span role="status">{t('count', { count: rows.length })}</span>
      </Flex>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <PageLoading />
      ) : rows.length === 0 ? (
        <Empty description={t('nothingFound')}>
          <Button onClick={() => setSearch({})}>{t('clear')}</Button>
        </Empty>
      ) : (
        <Table<ProcedureTemplate>
          rowKey={({ Name }) => Name ?? ''}
          size="middle"
          columns={columns}
          dataSource={rows}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          // Columns take what they need, also beside one that stays in place.
          tableLayout="auto"
          scroll={{ x: 680 }}
        />
      )}
    </Page>
  );
}
