import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Flex, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { useChanges } from '@/lib/api';

import { describePullQuery } from '../api/describe-pull';

interface Props {
  app: number;
  taskId: string;
  url: string;
  /** A link was followed. */
  onLeave: () => void;
}

/** A pull under way: its task, how far it is, what came of it. */
export function PullProgress({ app, taskId, url, onLeave }: Props) {
  const { t } = useTranslation('uploads');
  const client = useQueryClient();
  const query = describePullQuery(app, taskId);
  const { data, error, refetch } = useQuery(query);
  const [told, setTold] = useState(0);
  useChanges(({ changes }) => {
    const ours = changes.filter(({ Kind, Id }) => Kind === 'Task' && Id === taskId);
    if (ours.length === 0) return;
    setTold(ours.at(-1)?.Progress ?? 0);
    void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const { status = 'WAITING', task = {} } = data ?? {};
  const isOver = status === 'FINISH';
  const hasFailed = isOver && Boolean(task.ErrCode);
  const percent = isOver ? 100 : Math.max(told, task.Progress ?? 0);
  return (
    <Flex vertical gap={12}>
      <Typography.Text className="mono" style={{ overflowWrap: 'anywhere' }}>
        {url}
      </Typography.Text>
      <Progress
        percent={percent}
        status={hasFailed ? 'exception' : isOver ? 'success' : 'active'}
        aria-label={t('pulling.progress')}
      />
      <div role="status" aria-live="polite">
        {hasFailed ? (
          <Failure message={task.Message ?? ''} />
        ) : (
          <Typography.Text>{stateText(status)}</Typography.Text>
        )}
      </div>
      <div>
        {t('pulling.task')} <span className="mono">{taskId}</span> <CopyButton text={taskId} label="TaskId" />
      </div>
      <Flex gap={16}>
        <Link to={`/apps/${app}/tasks/${encodeURIComponent(taskId)}`} onClick={onLeave}>
          {t('pulling.open')}
        </Link>
        {isOver && task.FileId && !hasFailed && (
          <Link to={`/apps/${app}/media/${task.FileId}`} onClick={onLeave}>
            {t('pulling.openMedia')}
          </Link>
        )}
      </Flex>
      {!isOver && <Typography.Text type="secondary">{t('pulling.leave')}</Typography.Text>}
    </Flex>
  );

  function stateText(state: string) {
    if (state === 'FINISH') return t('pulling.FINISH');
    return state === 'PROCESSING' ? t('pulling.PROCESSING') : t('pulling.WAITING');
  }
}

/** The server's words; a refused address comes with the way to allow it. */
function Failure({ message }: { message: string }) {
  const { t } = useTranslation('uploads');
  const isRefused = message.includes('pull.allow');
  return (
    <Alert
      type="error"
      showIcon
      title={t('pulling.failed')}
      description={
        <>
          <Typography.Paragraph style={{ marginBottom: isRefused ? undefined : 0 }}>{message}</Typography.Paragraph>
          {isRefused && (
            <>
              <Typography.Paragraph>{t('pulling.refused')}</Typography.Paragraph>
              <pre className="mono" style={{ margin: '0 0 12px' }}>
                {'[pull]\nallow = ["10.0.0.0/8"]'}
              </pre>
              <Typography.Text>{t('pulling.refusedDev')}</Typography.Text>
            </>
          )}
        </>
      }
    />
  );
}
