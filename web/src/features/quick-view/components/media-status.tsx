import { CheckCircleOutlined, LoadingOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons';
import { theme } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { MediaInfo, MediaSummary, TaskSummary } from '@/lib/wire/types';

import { isOpen } from '../making';

type Status = 'Processing' | 'Normal' | 'Uploading' | 'Forbidden';

interface Props {
  media: MediaInfo;
  summary: MediaSummary | null | undefined;
  tasks: TaskSummary[];
}

const known = (status: string | null | undefined): Status | undefined =>
  status === 'Processing' || status === 'Normal' || status === 'Uploading' || status === 'Forbidden' ? status : undefined;

/** The media's status in words, with how far it is or why it is so. */
export function MediaStatus({ media, summary, tasks }: Props) {
  const { t } = useTranslation('quick-view');
  const { token } = theme.useToken();
  const open = tasks.find(isOpen);
  const status =
    known(summary?.Status) ?? (media.BasicInfo?.Status === 'Forbidden' ? 'Forbidden' : open ? 'Processing' : 'Normal');
  const icons: Record<Status, ReactNode> = {
    Processing: <LoadingOutlined aria-hidden style={{ color: token.colorInfo }} />,
    Uploading: <LoadingOutlined aria-hidden style={{ color: token.colorInfo }} />,
    Normal: <CheckCircleOutlined aria-hidden style={{ color: token.colorSuccess }} />,
    Forbidden: <StopOutlined aria-hidden style={{ color: token.colorError }} />,
  };
  const percent = open?.Status === 'PROCESSING' ? (open.Progress ?? 0) : undefined;
  return (
    <>
      <span className="qv-status" role="status" aria-label={t('status.label')}>
        {icons[status]} {t(`status.${status}`)}
      </span>
      {status === 'Processing' && percent !== undefined && <span className="qv-quiet">{t('share', { percent })}</span>}
      {status === 'Forbidden' && <span className="qv-quiet">{t('status.forbiddenWhy')}</span>}
      {summary?.ErrCodeExt && (
        <span style={{ color: token.colorWarningText }}>
          <WarningOutlined aria-hidden /> {summary.ErrCodeExt}: {summary.Message}
        </span>
      )}
    </>
  );
}
