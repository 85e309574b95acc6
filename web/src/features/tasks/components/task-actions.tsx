import { Button, Flex, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';
import { isOpen, type TaskState } from '@/lib/tasks';

import { CancelDialog } from './cancel-dialog';
import { RetryDialog } from './retry-dialog';

interface Props {
  app: number;
  taskId: string;
  state: TaskState;
  onRetried: (taskId: string) => void;
}

/** What can be done with a task; each is asked about first. */
export function TaskActions({ app, taskId, state, onRetried }: Props) {
  const { t } = useTranslation('tasks');
  const { isReadOnly } = useSignedIn();
  const [asked, setAsked] = useState<'cancel' | 'retry'>();
  const close = () => setAsked(undefined);
  return (
    <Flex gap={8}>
      {isOpen(state) && (
        <Tooltip title={isReadOnly ? t('readOnly') : ''}>
          <Button danger disabled={isReadOnly} onClick={() => setAsked('cancel')}>
            {t('cancel.action')}
          </Button>
        </Tooltip>
      )}
      {(state === 'failed' || state === 'cancelled' || state === 'aborted') && (
        <Tooltip title={isReadOnly ? t('readOnly') : ''}>
          <Button disabled={isReadOnly} onClick={() => setAsked('retry')}>
            {t('retry.action')}
          </Button>
        </Tooltip>
      )}
      <CancelDialog app={app} taskId={taskId} isWaiting={state === 'waiting'} open={asked === 'cancel'} onClose={close} />
      <RetryDialog app={app} taskId={taskId} open={asked === 'retry'} onClose={close} onRetried={onRetried} />
    </Flex>
  );
}
