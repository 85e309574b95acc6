import { CheckCircleFilled } from '@ant-design/icons';
import { Progress, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { bytesText, durationText } from '@/lib/format';
import type { Upload } from '@/lib/uploads';

import { uploader } from '../transfer/uploader';
import { UploadActions } from './upload-actions';

/** One upload in the dock. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation('uploads');
  const { token } = theme.useToken();
  const { app, name, sizeBytes, sentBytes, state, fileId } = upload;
  const isDone = state === 'done';
  const percent = sizeBytes > 0 ? Math.floor((sentBytes / sizeBytes) * 100) : 0;
  return (
    <li
      style={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 3fr) minmax(80px, 2fr) minmax(0, 4fr) minmax(60px, auto)',
        gap: 16,
        alignItems: 'center',
        minHeight: 32,
      }}
    >
      {isDone && fileId ? (
        <Link to={`/apps/${app}/media/${fileId}`} title={name} style={oneLine} aria-label={t('dock.open', { name })}>
          {name}
        </Link>
      ) : (
        <span title={name} style={oneLine}>
          {name}
        </span>
      )}
      {isDone ? (
        <span>
          <CheckCircleFilled aria-hidden style={{ color: token.colorSuccess }} /> {t('state.done')}
        </span>
      ) : (
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          status={state === 'failed' ? 'exception' : 'normal'}
          aria-label={t('dock.progress', { name })}
        />
      )}
      <Typography.Text type={state === 'failed' ? 'danger' : 'secondary'} style={{ minWidth: 0 }}>
        {isDone ? bytesText(sizeBytes) : <Words upload={upload} percent={percent} />}
      </Typography.Text>
      <UploadActions upload={upload} isWide />
    </li>
  );
}

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function Words({ upload, percent }: { upload: Upload; percent: number }) {
  const { t } = useTranslation('uploads');
  const { id, state, problem, error, sentBytes, sizeBytes, bytesPerSecond, secondsLeft, isOffline } = upload;
  if (state === 'failed') return <>{[problem && t(`problem.${problem}`), error].filter(Boolean).join(' ')}</>;
  if (problem === 'session') return <>{t('problem.session')}</>;
  if (state === 'needs_file') return <>{t('state.needs_file', { file: uploader.fileNameOf(id) })}</>;
  if (isOffline) return <>{t('state.offline')}</>;
  const parts = [
    state !== 'uploading' && t(`state.${state}`),
    t('dock.percent', { percent }),
    t('dock.of', { sent: bytesText(sentBytes), size: bytesText(sizeBytes) }),
    bytesPerSecond > 0 && t('dock.perSecond', { speed: bytesText(bytesPerSecond) }),
    secondsLeft !== undefined && t('dock.left', { time: durationText(secondsLeft) }),
  ];
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{parts.filter(Boolean).join(' · ')}</span>;
}
