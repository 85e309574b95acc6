import { theme } from 'antd';
import { useTranslation } from 'react-i18next';

import { TaskPace } from '@/components/task-pace';
import { TaskStateText } from '@/components/task-state-text';
import { failureOfSummary, stateOfSummary } from '@/lib/tasks';
import type { TaskSummary } from '@/lib/wire/types';

/** The state of a row and its reason: its place in the line, how far it is, or what went wrong. */
export function TaskStatus({ task, place, waiting }: { task: TaskSummary; place?: number; waiting: number }) {
  const { t } = useTranslation('tasks');
  const { token } = theme.useToken();
  const state = stateOfSummary(task);
  const failure = failureOfSummary(task);
  const second = { fontSize: token.fontSizeSM, color: token.colorTextSecondary };
  return (
    <>
      <TaskStateText state={state} />
      {state === 'waiting' && <div style={second}>{place ? t('place', { place, waiting }) : t('placeUnknown')}</div>}
      {state === 'aborted' && <div style={second}>{t('abortedReason')}</div>}
      {state === 'processing' && (
        <TaskPace
          label={t('progressOf', { media: task.FileName || task.FileId || task.TaskId })}
          pace={{ percent: task.Progress ?? 0, speed: task.Speed ?? undefined, secondsLeft: task.SecondsLeft ?? undefined }}
        />
      )}
      {failure && (
        <div style={second} title={`${failure.code}\n${failure.message}`}>
          <div className="mono" style={{ overflowWrap: 'anywhere' }}>
            {failure.code}
          </div>
          {failure.message}
        </div>
      )}
    </>
  );
}
