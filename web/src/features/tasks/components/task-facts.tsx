import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { useChanges } from '@/lib/api';
import type { DescribeTaskDetailResponse } from '@/lib/wire/types';

import { taskSummaryQuery } from '../api/summarize-task';

interface Props {
  app: number;
  taskId: string;
  detail: DescribeTaskDetailResponse;
}

/** Which media, in which place of the line, with which words for the event; and what it cost. */
export function TaskFacts({ app, taskId, detail }: Props) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  const fileId = detail.ProcedureTask?.FileId || detail.PullUploadTask?.FileId || detail.DescribeFileAttributesTask?.FileId || '';
  const client = useQueryClient();
  const options = taskSummaryQuery(app, taskId, fileId);
  const { data: summary } = useQuery(options);
  useChanges(({ changes }) => {
    const isNews = changes.some(({ Kind, Id, Progress }) => Kind === 'Task' && Id === taskId && Progress == null);
    if (isNews) void client.invalidateQueries({ queryKey: options.queryKey, exact: true });
  });
  const told =
    detail.ProcedureTask ?? detail.PullUploadTask ?? detail.EditMediaTask ?? detail.ComposeMediaTask ?? detail.SplitMediaTask ?? detail.DescribeFileAttributesTask;
  const priority = summary?.Priority ?? detail.ProcedureTask?.TasksPriority;
  const name = summary?.FileName || detail.ProcedureTask?.FileName;
  const items = [
    { key: 'id', label: 'TaskId', children: <Id text={taskId} label="TaskId" />, span: 'filled' as const },
    fileId && {
      key: 'media',
      label: t('column.media'),
      span: 'filled' as const,
      children: (
        <Flex align="center" gap={4} wrap>
          <Link to={`/apps/${app}/media/${fileId}`}>{name || fileId}</Link>
          {name && <Id text={fileId} label="FileId" />}
        </Flex>
      ),
    },
    { key: 'priority', label: t('column.priority'), children: priority ?? 0 },
    {
      key: 'cpu',
      label: t('column.cpu'),
      children: summary?.CpuSeconds == null ? t('cpuUnknown') : t('seconds', { seconds: summary.CpuSeconds.toFixed(1) }),
    },
    detail.ProcedureTask && { key: 'notify', label: 'TasksNotifyMode', children: detail.ProcedureTask.TasksNotifyMode || 'Finish' },
    { key: 'session', label: 'SessionId', children: told?.SessionId || common('state.none') },
    told?.SessionContext && { key: 'context', label: 'SessionContext', children: <Id text={told.SessionContext} label="SessionContext" />, span: 'filled' as const },
  ];
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items.filter((item) => item !== null && typeof item === 'object')} />;
}

const Id = ({ text, label }: { text: string; label: string }) => (
  <span>
    <span className="mono" style={{ fontSize: 12, overflowWrap: 'anywhere' }}>
      {text}
    </span>
    <CopyButton text={text} label={label} />
  </span>
);
