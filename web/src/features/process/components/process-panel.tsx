import { Button, Flex, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAppId } from '@/lib/app-id';

import type { Start } from '../start-all';
import { ProcessForm } from './process-form';
import { StartedTask } from './started-task';

export interface ProcessPanelProps {
  fileId: string;
  /** The new task. */
  onStarted?: (taskId: string) => void;
}

/** What is to be made of a media, and the start of it; after that, the task in its place. */
export function ProcessPanel({ fileId, onStarted }: ProcessPanelProps) {
  const { t } = useTranslation('process');
  const { token } = theme.useToken();
  const app = useAppId();
  const [taskId, setTaskId] = useState<string>();
  const again = useRef<HTMLButtonElement>(null);
  // The button that had the focus is gone with the form.
  useEffect(() => {
    if (taskId) again.current?.focus();
  }, [taskId]);
  if (!taskId) {
    const begin = ([start]: Start[]) => {
      if (!start || !('taskId' in start)) return;
      setTaskId(start.taskId);
      onStarted?.(start.taskId);
    };
    return (
      <div style={{ background: token.colorBgContainer, borderRadius: token.borderRadius }}>
        <ProcessForm app={app} fileIds={[fileId]} onStarted={begin} background={token.colorBgContainer} />
      </div>
    );
  }
  return (
    <Flex vertical gap={12} align="stretch">
      <StartedTask app={app} taskId={taskId} />
      <Button ref={again} style={{ alignSelf: 'flex-start' }} onClick={() => setTaskId(undefined)}>
        {t('started.again')}
      </Button>
    </Flex>
  );
}
