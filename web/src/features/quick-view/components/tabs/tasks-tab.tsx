import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, LoadingOutlined, MinusCircleOutlined } from '@ant-design/icons';
import { Progress, Table, type TableProps, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { TimeText } from '@/components/time-text';
import { durationText } from '@/lib/format';
import type { TaskSummary } from '@/lib/wire/types';

import { hasFailed, isOpen } from '../../making';

type State = 'waiting' | 'processing' | 'done' | 'failed' | 'aborted';

function stateOf(task: TaskSummary): State {
  if (task.Status === 'WAITING') return 'waiting';
  if (task.Status === 'PROCESSING') return 'processing';
  if (task.Status === 'ABORTED') return 'aborted';
  return hasFailed(task) ? 'failed' : 'done';
}

const took = ({ BeginProcessTime, FinishTime }: TaskSummary) =>
  BeginProcessTime && FinishTime ? durationText((Date.parse(FinishTime) - Date.parse(BeginProcessTime)) / 1000) : '';

function TaskState({ task }: { task: TaskSummary }) {
  const { t } = useTranslation('quick-view');
  const { token } = theme.useToken();
  const state = stateOf(task);
  const icons = {
    waiting: <ClockCircleOutlined aria-hidden />,
    processing: <LoadingOutlined aria-hidden style={{ color: token.colorInfo }} />,
    done: <CheckCircleOutlined aria-hidden style={{ color: token.colorSuccess }} />,
    failed: <CloseCircleOutlined aria-hidden style={{ color: token.colorError }} />,
    aborted: <MinusCircleOutlined aria-hidden />,
  };
  return (
    <>
      {icons[state]} {t(`task.state.${state}`)}
      {task.Status === 'PROCESSING' && (
        <div className="qv-making">
          <Progress percent={task.Progress ?? 0} size="small" showInfo={false} aria-label={t('task.progress')} />
          <span className="qv-quiet">
            {t('share', { percent: task.Progress ?? 0 })}
            {task.Speed ? ` · ${t('task.speed', { speed: task.Speed.toFixed(1) })}` : ''}
            {task.SecondsLeft == null ? '' : ` · ${t('task.left', { time: durationText(task.SecondsLeft) })}`}
          </span>
        </div>
      )}
      {state === 'failed' && (
        <div style={{ color: token.colorErrorText }}>
          <span className="mono">{task.ErrCodeExt}</span> {task.Message}
        </div>
      )}
    </>
  );
}

/** All that was done to this media, the newest first. */
export function TasksTab({ app, tasks, hasMore }: { app: number; tasks: TaskSummary[]; hasMore: boolean }) {
  const { t } = useTranslation('quick-view');
  const typeText = (type: string) => t(`task.type.${type}` as 'task.type.Procedure', { defaultValue: type });
  const columns: TableProps<TaskSummary>['columns'] = [
    {
      title: t('task.task'),
      key: 'task',
      rowScope: 'row',
      render: (_, { TaskId, TaskType, CreateTime }) => (
        <>
          <strong>{typeText(TaskType ?? '')}</strong>
          <div className="qv-id">
            <Link to={`/apps/${app}/tasks/${encodeURIComponent(TaskId ?? '')}`} className="mono" title={TaskId ?? ''}>
              {TaskId}
            </Link>
            <CopyButton text={TaskId ?? ''} label="TaskId" />
          </div>
          <div className="qv-quiet qv-narrow">
            <TimeText iso={CreateTime} />
          </div>
        </>
      ),
    },
    { title: t('task.status'), key: 'status', render: (_, task) => <TaskState task={task} /> },
    { title: t('task.created'), key: 'created', className: 'qv-wide', render: (_, task) => <TimeText iso={task.CreateTime} /> },
    { title: t('task.finished'), key: 'finished', className: 'qv-wide', render: (_, task) => !isOpen(task) && <TimeText iso={task.FinishTime} /> },
    { title: t('task.took'), key: 'took', className: 'qv-wide', align: 'right', render: (_, task) => took(task) },
  ];
  return (
    <div className="qv-table">
      <Table<TaskSummary>
        size="small"
        rowKey={({ TaskId }) => TaskId ?? ''}
        columns={columns}
        dataSource={tasks}
        pagination={false}
        locale={{ emptyText: t('task.none') }}
      />
      <p className="qv-quiet">{hasMore ? t('task.more') : t('task.kept')}</p>
    </div>
  );
}
