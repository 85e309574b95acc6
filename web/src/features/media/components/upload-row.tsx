import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';

import { bytesText, durationText } from '@/lib/format';
import type { Upload } from '@/lib/uploads';

import { Cover } from './cover';
import styles from './media-table.module.css';
import { ProgressBar } from './progress-bar';
import { RowIcon } from './row-icon';
import { SecondLine } from './second-line';
import { State } from './status-cell';

interface Props {
  upload: Upload;
  index: number;
  top: number;
  isActive: boolean;
  t: TFunction<'media'>;
  onActive: (id: string, index: number) => void;
  /** Pause, resume, cancel. */
  controls: ReactNode;
}

/** A file on its way: it is in the list from its first byte on. */
export function UploadRow({ upload, index, top, isActive, t, onActive, controls }: Props) {
  const { name, fileId, sizeBytes, sentBytes, bytesPerSecond, state, error } = upload;
  const percent = sizeBytes > 0 ? Math.floor((sentBytes / sizeBytes) * 100) : 0;
  const reasons = [t(`upload.${state}`)];
  if (state === 'uploading' && bytesPerSecond > 0) {
    reasons[0] = t('upload.speed', { speed: bytesText(bytesPerSecond) });
    reasons.push(t('reason.left', { time: durationText((sizeBytes - sentBytes) / bytesPerSecond) }));
  }
  if (error) reasons.push(error);
  return (
    <div
      role="row"
      id={`upload-${upload.id}`}
      className={styles.row}
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => onActive(upload.id, index)}
    >
      <div role="gridcell" className={styles.check}>
        <RowIcon name="upload" size={18} />
      </div>
      <div role="gridcell" className={styles.picture}>
        <Cover />
      </div>
      <div role="gridcell" className={styles.cell}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={`${styles.second} mono`}>{fileId ?? ''}</span>
      </div>
      <div role="gridcell" className={styles.cell}>
        <State
          icon={state === 'failed' ? 'failed' : 'upload'}
          tone={state === 'failed' ? styles.failed : styles.processing}
          text={`${t('status.Uploading')} ${percent}%`}
        />
        <ProgressBar percent={percent} label={t('row.uploading', { name })} />
        <SecondLine text={reasons.join(' · ')} isFault={state === 'failed'} />
      </div>
      <div role="gridcell" className={`${styles.figure} ${styles.duration}`} />
      <div role="gridcell" className={`${styles.figure} ${styles.size}`}>
        {bytesText(sizeBytes)}
      </div>
      <div role="gridcell" className={styles.controls}>
        {controls}
      </div>
    </div>
  );
}
