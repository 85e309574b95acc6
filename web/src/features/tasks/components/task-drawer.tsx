import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { useLiveTask } from '@/lib/tasks';

import { TypeText } from './task-columns';
import { TaskDetail } from './task-detail';

interface Props {
  app: number;
  /** None is open when undefined. */
  taskId: string | undefined;
  onClose: () => void;
  /** Opens another task: the one that a retry has started. */
  onOpen: (taskId: string) => void;
}

/** The details of a task, beside the list. */
export function TaskDrawer({ app, taskId, onClose, onOpen }: Props) {
  const { t } = useTranslation('tasks');
  return (
    <Drawer open={taskId !== undefined} onClose={onClose} size={760} title={t('detail.title')} destroyOnHidden styles={{ wrapper: { maxWidth: '100vw' } }}>
      {taskId && <Loaded key={taskId} app={app} taskId={taskId} onOpen={onOpen} />}
    </Drawer>
  );
}

function Loaded({ app, taskId, onOpen }: { app: number; taskId: string; onOpen: (taskId: string) => void }) {
  const { detail, state, pace, error, refetch } = useLiveTask(app, taskId);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!detail || !state) return <PageLoading />;
  return <TaskDetail app={app} taskId={taskId} detail={detail} state={state} pace={pace} heading={<TypeText type={detail.TaskType} />} onOpen={onOpen} />;
}
