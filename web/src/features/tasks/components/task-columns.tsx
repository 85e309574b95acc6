import { Flex, type TableColumnsType, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { TimeText } from '@/components/time-text';
import { durationText } from '@/lib/format';
import { useServerNow } from '@/lib/use-server-now';
import type { TaskSummary } from '@/lib/wire/types';

import { typeChoices } from '../filters';
import type { Places } from '../places';
import { workedSeconds } from '../times';
import { TaskStatus } from './task-status';

interface Wish {
  app: number;
  places: Places;
  /** The address of a task's details, with the filters kept. */
  linkOf: (taskId: string) => string;
}

/** The columns of the list. The id opens the details: a row is no link. */
export function useTaskColumns({ app, places, linkOf }: Wish): TableColumnsType<TaskSummary> {
  const { t } = useTranslation('tasks');
  const waiting = Object.keys(places).length;
  return [
    {
      title: t('column.task'),
      key: 'task',
      width: 190,
      render: (_, { TaskId, TaskType }) => (
        <>
          <TypeText type={TaskType} />
          <Id id={TaskId ?? ''} label="TaskId" to={linkOf(TaskId ?? '')} />
        </>
      ),
    },
    {
      title: t('column.media'),
      key: 'media',
      width: 190,
      render: (_, { FileId, FileName }) =>
        FileId ? (
          <>
            {FileName && (
              <Typography.Text ellipsis={{ tooltip: FileName }} style={{ display: 'block' }}>
                {FileName}
              </Typography.Text>
            )}
            <Id id={FileId} label="FileId" to={`/apps/${app}/media/${FileId}`} />
          </>
        ) : (
          <Typography.Text type="secondary">{t('noMedia')}</Typography.Text>
        ),
    },
    {
      title: t('column.status'),
      key: 'status',
      render: (_, task) => <TaskStatus task={task} place={places[task.TaskId ?? '']} waiting={waiting} />,
    },
    // What a narrow window leaves out stands in the details.
    { title: t('column.priority'), key: 'priority', responsive: ['xl'], width: 84, align: 'right', render: (_, { Priority }) => Priority ?? 0 },
    { title: t('column.created'), key: 'created', width: 124, render: (_, { CreateTime }) => <TimeText iso={CreateTime} /> },
    { title: t('column.worked'), key: 'worked', responsive: ['lg'], width: 84, align: 'right', render: (_, task) => <Worked task={task} /> },
    {
      title: t('column.cpu'),
      key: 'cpu',
      responsive: ['xl'],
      width: 84,
      align: 'right',
      render: (_, { CpuSeconds }) => (CpuSeconds == null ? null : t('seconds', { seconds: CpuSeconds.toFixed(1) })),
    },
  ];
}

function Worked({ task }: { task: TaskSummary }) {
  return <>{durationText(workedSeconds(task, useServerNow()))}</>;
}

export function TypeText({ type }: { type: string | null | undefined }) {
  const { t } = useTranslation();
  return <>{t(`task.type.${typeChoices.find((known) => known === type) ?? 'other'}`)}</>;
}

/** An id as a link, cut in the middle: its ends tell ids apart. */
function Id({ id, label, to }: { id: string; label: string; to: string }) {
  const shown = id.length > 22 ? `${id.slice(0, 10)}…${id.slice(-8)}` : id;
  return (
    <Flex align="center" gap={2}>
      <Link to={to} className="mono" title={id} style={{ fontSize: 12, whiteSpace: 'nowrap' }}>
        {shown}
      </Link>
      <CopyButton text={id} label={label} />
    </Flex>
  );
}
