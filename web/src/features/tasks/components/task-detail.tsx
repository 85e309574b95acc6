import { Collapse, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { JsonText } from '@/components/json-text';
import { TaskPace } from '@/components/task-pace';
import { TaskStateText } from '@/components/task-state-text';
import { subTasksOf, type TaskPace as Pace, type TaskState } from '@/lib/tasks';
import type { DescribeTaskDetailResponse } from '@/lib/wire/types';

import { SubTaskTable } from './sub-task-table';
import { TaskActions } from './task-actions';
import { TaskFacts } from './task-facts';
import { TaskTimeline } from './task-timeline';

interface Props {
  app: number;
  taskId: string;
  heading: ReactNode;
  detail: DescribeTaskDetailResponse;
  state: TaskState;
  pace: Pace | undefined;
  onOpen: (taskId: string) => void;
}

export function TaskDetail({ app, taskId, heading, detail, state, pace, onOpen }: Props) {
  const { t } = useTranslation('tasks');
  return (
    <Flex vertical gap={20}>
      <section aria-label={t('detail.state')}>
        <Flex gap={12} align="center" wrap>
          <Heading>{heading}</Heading>
          <span aria-live="polite">
            <TaskStateText state={state} />
          </span>
          <span style={{ flex: 1 }} />
          <TaskActions app={app} taskId={taskId} state={state} onRetried={onOpen} />
        </Flex>
        <Typography.Text type="secondary">{t(`explained.${state}`)}</Typography.Text>
        {state === 'processing' && pace && <TaskPace pace={pace} label={t('progressOf', { media: taskId })} />}
      </section>
      <TaskFacts app={app} taskId={taskId} detail={detail} />
      <section>
        <Heading>{t('detail.times')}</Heading>
        <TaskTimeline detail={detail} state={state} />
      </section>
      <section>
        <Heading>{t('detail.parts')}</Heading>
        <SubTaskTable app={app} parts={subTasksOf(detail)} />
      </section>
      <Collapse
        size="small"
        items={[{ key: 'json', label: t('detail.json'), children: <JsonText label="DescribeTaskDetail" value={detail} heightMax={480} /> }]}
      />
    </Flex>
  );
}

const Heading = ({ children }: { children: ReactNode }) => (
  <Typography.Title level={2} style={{ fontSize: 16, margin: '0 0 4px' }}>
    {children}
  </Typography.Title>
);
