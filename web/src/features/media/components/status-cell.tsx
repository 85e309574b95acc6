import type { TFunction } from 'i18next';

import { durationText } from '@/lib/format';
import type { MediaSummary, TaskSummary } from '@/lib/wire/types';

import styles from './media-table.module.css';
import { ProgressBar } from './progress-bar';
import { RowIcon, type RowIconName } from './row-icon';
import { SecondLine } from './second-line';

type Words = TFunction<'media'>;

/** The state of a media, and below it the reason: what is being done, or what went wrong. */
export function StatusCell({ row, t }: { row: MediaSummary; t: Words }) {
  if (row.Status === 'Forbidden') {
    return (
      <>
        <State icon="stop" tone={styles.forbidden} text={t('status.Forbidden')} />
        <SecondLine text={t('reason.forbidden')} />
      </>
    );
  }
  if (row.Task) return <Processing task={row.Task} t={t} />;
  if (row.Status === 'Processing') {
    return (
      <>
        <State icon="sync" tone={styles.processing} text={t('status.Processing')} />
        <SecondLine text={t('reason.probing')} />
      </>
    );
  }
  if (!row.ErrCodeExt) return <State icon="check" tone={styles.normal} text={t('status.Normal')} />;
  return (
    <>
      <State icon="warning" tone={styles.doubtful} text={t('status.Normal')} />
      <SecondLine text={`${t('reason.unreadable')} ${row.Message || row.ErrCodeExt}`} hint={row.ErrCodeExt} isFault />
    </>
  );
}

export function State({ icon, tone = '', text }: { icon: RowIconName; tone?: string; text: string }) {
  return (
    <span className={`${styles.state} ${tone}`}>
      <RowIcon name={icon} /> {text}
    </span>
  );
}

function Processing({ task, t }: { task: TaskSummary; t: Words }) {
  const percent = Math.round(task.Progress ?? 0);
  const isWaiting = task.Status !== 'PROCESSING';
  const work = t(`task.${taskWord(task.TaskType)}`);
  const parts = isWaiting ? [t('reason.waiting')] : [];
  if (!isWaiting && task.Speed) parts.push(t('reason.speed', { speed: task.Speed.toFixed(1) }));
  if (!isWaiting && task.SecondsLeft != null) parts.push(t('reason.left', { time: durationText(task.SecondsLeft) }));
  const status = t('status.Processing');
  return (
    <>
      <State icon="sync" tone={styles.processing} text={isWaiting ? status : `${status} ${percent}%`} />
      <ProgressBar percent={percent} label={work} />
      <SecondLine text={[work, ...parts].join(' · ')} />
    </>
  );
}

const taskWords = ['Procedure', 'PullUpload', 'EditMedia', 'ComposeMedia', 'SplitMedia'] as const;
const taskWord = (type: string | null | undefined) => taskWords.find((word) => word === type) ?? 'other';
