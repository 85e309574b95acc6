import { Flex, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { TaskPace } from '@/components/task-pace';
import { TaskStateText } from '@/components/task-state-text';
import { type SubTask, subTasksOf, useLiveTask } from '@/lib/tasks';

interface Props {
  app: number;
  taskId: string;
  /** Names the media where several were started. */
  heading?: string;
}

/** A task that was just started: its state, how far it is, and each of its outputs. */
export function StartedTask({ app, taskId, heading }: Props) {
  const { t } = useTranslation('process');
  const { token } = theme.useToken();
  const { detail, state, pace, error, refetch } = useLiveTask(app, taskId);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!detail || !state) return <PageLoading />;
  return (
    <section
      aria-label={t('started.task', { id: taskId })}
      style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, padding: 12 }}
    >
      <Flex gap={12} justify="space-between" wrap>
        <Flex gap={12} wrap aria-live="polite">
          <TaskStateText state={state} />
          {heading && <span>{heading}</span>}
          <Typography.Text type="secondary">{t(`started.${state}`)}</Typography.Text>
        </Flex>
        <Link to={`/apps/${app}/tasks/${taskId}`}>{t('started.open')}</Link>
      </Flex>
      {state === 'processing' && pace && <TaskPace pace={pace} label={t('started.progress')} />}
      <ul style={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
        {subTasksOf(detail).map((part, at) => (
          <Part key={`${part.kind} ${part.definition ?? ''} ${at}`} part={part} />
        ))}
      </ul>
    </section>
  );
}

function Part({ part }: { part: SubTask }) {
  const { t } = useTranslation();
  return (
    <li>
      <Flex gap={12} wrap style={{ padding: '2px 0' }}>
        <span style={{ flex: '1 1 160px' }}>
          {t(`task.makes.${part.kind}`)} {part.definition}
        </span>
        {part.state === 'processing' && <span style={{ fontVariantNumeric: 'tabular-nums' }}>{part.percent}%</span>}
        <TaskStateText state={part.state} />
      </Flex>
      {part.failure && (
        <Typography.Text type="secondary">
          <span className="mono">{part.failure.code}</span> {part.failure.message}
        </Typography.Text>
      )}
    </li>
  );
}
