import { DeleteOutlined, EditOutlined, EyeOutlined, FileAddOutlined } from '@ant-design/icons';
import { Button, Flex, Table, type TableColumnsType, Tooltip, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { useSignedIn } from '@/lib/api';
import { type FigureKey, figuresOf, type TemplateKind, type TemplateRow } from '@/lib/templates';

import { templatePath } from '../kind-slug';
import { useDeleteTemplate } from './use-delete-template';

const figureColumns: Record<TemplateKind, FigureKey[]> = {
  Transcode: ['container', 'video', 'size', 'fps', 'audio'],
  AdaptiveDynamicStreaming: ['format', 'renditions', 'protection'],
  SnapshotByTimeOffset: ['format', 'size'],
  SampleSnapshot: ['format', 'size', 'sampling'],
  ImageSprite: ['format', 'size', 'sampling', 'sheet'],
  AnimatedGraphics: ['format', 'size', 'fps'],
  Watermark: ['mark', 'place'],
};

// Where texts wrap, they need this much.
const widths: Partial<Record<TemplateKind, number>> = { Transcode: 860, AdaptiveDynamicStreaming: 820 };

interface Props {
  app: number;
  kind: TemplateKind;
  rows: TemplateRow[];
  page: number;
  onPage: (page: number) => void;
}

export function TemplateTable({ app, kind, rows, page, onPage }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const { t: common } = useTranslation();
  const columns: TableColumnsType<TemplateRow> = [
    {
      title: t('column.definition'),
      key: 'definition',
      render: (_, { definition }) => (
        <span className="mono" style={{ whiteSpace: 'nowrap' }}>
          <Link to={templatePath(app, kind, definition)}>{definition}</Link>
          <CopyButton text={String(definition)} label={String(definition)} />
        </span>
      ),
    },
    {
      title: t('column.name'),
      key: 'name',
      render: (_, { name, comment }) => (
        <>
          {name}
          {comment && (
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {comment}
            </Typography.Text>
          )}
        </>
      ),
    },
    ...figureColumns[kind].map((key) => ({
      title: t(`column.${key}`),
      key,
      ...(key === 'renditions' ? {} : { onCell: () => ({ style: { whiteSpace: 'nowrap' as const } }) }),
      render: (_: unknown, row: TemplateRow) => figuresOf(row, common)[key],
    })),
    ...(kind === 'Watermark'
      ? []
      : [
          {
            title: t('column.type'),
            key: 'type',
            render: (_: unknown, { isPreset }: TemplateRow) => t(isPreset ? 'type.preset' : 'type.own'),
          },
        ]),
    { title: t('column.actions'), key: 'actions', fixed: 'end', render: (_, row) => <RowActions app={app} row={row} /> },
  ];
  return (
    <Table<TemplateRow>
      rowKey="definition"
      size="middle"
      columns={columns}
      dataSource={rows}
      pagination={{ current: page, pageSize: 20, onChange: onPage, hideOnSinglePage: true, showSizeChanger: false }}
      // Narrow windows scroll the table, not the page; the actions stay in reach.
      // Columns take what they need, also beside one that stays in place.
      tableLayout="auto"
      scroll={{ x: widths[kind] ?? 'max-content' }}
    />
  );
}

function RowActions({ app, row }: { app: number; row: TemplateRow }) {
  const { t } = useTranslation('templates');
  const session = useSignedIn();
  const navigate = useNavigate();
  const remove = useDeleteTemplate(app);
  const { definition, kind, isPreset } = row;
  const isClosed = session.isReadOnly;
  return (
    <Flex gap={4}>
      <Action
        label={t(isPreset ? 'action.view' : 'action.edit', { definition })}
        icon={isPreset ? <EyeOutlined aria-hidden /> : <EditOutlined aria-hidden />}
        onClick={() => void navigate(templatePath(app, kind, definition))}
      />
      <Action
        label={t('action.copy', { definition })}
        icon={<FileAddOutlined aria-hidden />}
        isClosed={isClosed}
        onClick={() => void navigate(`${templatePath(app, kind, 'new')}?from=${definition}`)}
      />
      {!isPreset && (
        <Action label={t('action.delete', { definition })} icon={<DeleteOutlined aria-hidden />} isClosed={isClosed} onClick={() => remove(row)} />
      )}
    </Flex>
  );
}

function Action({ label, icon, isClosed, onClick }: { label: string; icon: ReactNode; isClosed?: boolean; onClick: () => void }) {
  const { t } = useTranslation('templates');
  return (
    <Tooltip title={isClosed ? t('editor.readOnly') : label}>
      <Button type="text" size="small" aria-label={label} icon={icon} disabled={isClosed} onClick={onClick} />
    </Tooltip>
  );
}
