import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  StopOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

import { durationText } from '@/lib/format';
import type { MediaSummary, TaskSummary } from '@/lib/wire/types';

import styles from './media-table.module.css';
import { ProgressBar } from './progress-bar';

/** The state of a media, and below it the reason: what is being done, or what went wrong. */
export function StatusCell({ row }: { row: MediaSummary }) {
  const { t } = useTranslation('media');
  if (row.Task && row.Status !== 'Forbidden') return <Processing task={row.Task} />;
  if (row.Status === 'Forbidden') {
    return (
      <>
        <span className={`${styles.state} ${styles.forbidden}`}>
          <StopOutlined aria-hidden /> {t('status.Forbidden')}
        </span>
        <Second text={t('reason.forbidden')} />
      </>
    );
  }
  if (row.Status === 'Processing') {
    return (
      <>
        <span className={`${styles.state} ${styles.processing}`}>
          <SyncOutlined aria-hidden /> {t('status.Processing')}
        </span>
        <Second text={t('reason.probing')} />
      </>
    );
  }
  if (row.ErrCodeExt) {
    return (
      <>
        <span className={`${styles.state} ${styles.failed}`}>
          <ExclamationCircleOutlined aria-hidden /> {t('status.Normal')}
        </span>
        <Second text={`${t('reason.unreadable')} ${row.Message || row.ErrCodeExt}`} hint={row.ErrCodeExt} />
      </>
    );
  }
  return (
    <span className={`${styles.state} ${styles.normal}`}>
      <CheckCircleOutlined aria-hidden /> {t('status.Normal')}
    </span>
  );
}

function Processing({ task }: { task: TaskSummary }) {
  const { t } = useTranslation('media');
  const percent = Math.round(task.Progress ?? 0);
  const isWaiting = task.Status !== 'PROCESSING';
  const work = t(`task.${taskWord(task.TaskType)}`);
  const parts = isWaiting ? [t('reason.waiting')] : [];
  if (!isWaiting && task.Speed) parts.push(t('reason.speed', { speed: task.Speed.toFixed(1) }));
  if (!isWaiting && task.SecondsLeft != null) parts.push(t('reason.left', { time: durationText(task.SecondsLeft) }));
  return (
    <>
      <span className={`${styles.state} ${styles.processing}`}>
        <SyncOutlined aria-hidden /> {t('status.Processing')}
        {!isWaiting && ` ${percent}%`}
      </span>
      <ProgressBar percent={percent} label={work} />
      <Second text={[work, ...parts].join(' · ')} />
    </>
  );
}

const taskWords = ['Procedure', 'PullUpload', 'EditMedia', 'ComposeMedia', 'SplitMedia'] as const;
const taskWord = (type: string | null | undefined) => taskWords.find((word) => word === type) ?? 'other';

/** A line that may be cut: in full on hover. */
export function Second({ text, hint }: { text: string; hint?: string }) {
  return (
    <span className={styles.second} title={hint ? `${text}\n${hint}` : text}>
      {text}
    </span>
  );
}

export const FailedIcon = () => <CloseCircleOutlined aria-hidden />;
