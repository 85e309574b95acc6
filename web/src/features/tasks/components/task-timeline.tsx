import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';

import { durationText, timeText } from '@/lib/format';
import type { TaskState } from '@/lib/tasks';
import type { DescribeTaskDetailResponse } from '@/lib/wire/types';

const secondsBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** When the task was made, when it began and when it ended; what is still to come says so. */
export function TaskTimeline({ detail, state }: { detail: DescribeTaskDetailResponse; state: TaskState }) {
  const { t } = useTranslation('tasks');
  const { CreateTime: created, BeginProcessTime: begun, FinishTime: finished } = detail;
  const items = [
    created && { color: 'gray', content: t('time.created', { at: timeText(created) }) },
    begun && created && { color: 'blue', content: t('time.begun', { at: timeText(begun), waited: durationText(secondsBetween(created, begun)) }) },
    finished && begun && {
      color: state === 'done' ? 'green' : 'red',
      content: t('time.finished', { at: timeText(finished), worked: durationText(secondsBetween(begun, finished)) }),
    },
    finished && !begun && { color: 'gray', content: t('time.finishedUnbegun', { at: timeText(finished) }) },
    state === 'waiting' && { color: 'gray', content: t('time.willBegin') },
    state === 'processing' && { color: 'gray', content: t('time.willEnd') },
  ];
  return <Timeline style={{ paddingTop: 8, marginBottom: -16 }} items={items.filter((item) => item !== null && typeof item === 'object')} />;
}
