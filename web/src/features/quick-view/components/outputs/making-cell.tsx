import { Progress, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { durationText } from '@/lib/format';

import type { Making } from '../../making';

/** How far an output is that is being made, or why there is none. */
export function MakingCell({ app, making, name }: { app: number; making: Making; name: string }) {
  const { t } = useTranslation('quick-view');
  const { token } = theme.useToken();
  const task = (
    <Link to={`/apps/${app}/tasks/${encodeURIComponent(making.taskId)}`} aria-label={t('making.taskOf', { name })}>
      {t('making.task')}
    </Link>
  );
  if (making.state === 'failed') {
    return (
      <span style={{ color: token.colorErrorText }}>
        {t('making.failed')} {making.code && <span className="mono">{making.code}</span>} {making.message} {task}
      </span>
    );
  }
  if (making.state === 'waiting') {
    return (
      <span className="qv-quiet">
        {t('making.waiting')} {task}
      </span>
    );
  }
  const { percent, secondsLeft } = making;
  return (
    <div className="qv-making">
      <span>
        {secondsLeft === undefined
          ? t('making.processing', { percent })
          : secondsLeft < 60
            ? t('making.processingSeconds', { percent, seconds: Math.max(1, Math.round(secondsLeft)) })
            : t('making.processingLeft', { percent, time: durationText(secondsLeft) })}{' '}
        {task}
      </span>
      <Progress percent={percent} size="small" showInfo={false} aria-label={t('making.progressOf', { name })} />
    </div>
  );
}
