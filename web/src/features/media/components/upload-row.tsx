import { CloudUploadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { bytesText, durationText } from '@/lib/format';
import type { Upload } from '@/lib/uploads';

import { Cover } from './cover';
import styles from './media-table.module.css';
import { ProgressBar } from './progress-bar';
import { FailedIcon, Second } from './status-cell';

interface Props {
  upload: Upload;
  index: number;
  top: number;
  isActive: boolean;
  onActive: (id: string, index: number) => void;
  /** Pause, resume, cancel. */
  controls: ReactNode;
}

/** A file on its way: it is in the list from its first byte on. */
export function UploadRow({ upload, index, top, isActive, onActive, controls }: Props) {
  const { t } = useTranslation('media');
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
        <CloudUploadOutlined aria-hidden />
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
        <span className={`${styles.state} ${state === 'failed' ? styles.failed : styles.processing}`}>
          {state === 'failed' ? <FailedIcon /> : <CloudUploadOutlined aria-hidden />}
          {t('status.Uploading')} {percent}%
        </span>
        <ProgressBar percent={percent} label={t('row.uploading', { name })} />
        <Second text={reasons.join(' · ')} />
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
