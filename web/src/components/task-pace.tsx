import { Progress, theme } from 'antd';
import { useTranslation } from 'react-i18next';

import { durationText } from '@/lib/format';
import type { TaskPace as Pace } from '@/lib/tasks';

/** How far a running task is: a bar, and in words percent, speed and time left. */
export function TaskPace({ pace, label }: { pace: Pace; label: string }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const words = [`${Math.round(pace.percent)}%`];
  if (pace.speed) words.push(t('task.speed', { speed: pace.speed.toFixed(1) }));
  if (pace.secondsLeft != null && pace.percent < 99) words.push(t('task.left', { time: durationText(pace.secondsLeft) }));
  if (pace.percent >= 99) words.push(t('task.finishing'));
  return (
    <div>
      <Progress percent={pace.percent} size="small" showInfo={false} aria-label={label} status="normal" />
      <div style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary, fontVariantNumeric: 'tabular-nums' }}>
        {words.join(' · ')}
      </div>
    </div>
  );
}
