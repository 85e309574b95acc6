import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { relativeTimeText, timeText } from '@/lib/format';
import { useServerNow } from '@/lib/use-server-now';

import { clockText } from '../logic/age';

/** A time by the clock, as one reads a log; how long ago, and its date, on hover. */
export function ClockText({ iso }: { iso: string | null | undefined }) {
  const { i18n } = useTranslation();
  const nowMs = useServerNow();
  if (!iso) return null;
  return (
    <Tooltip title={`${timeText(iso)} · ${relativeTimeText(iso, Math.max(nowMs, Date.parse(iso)), i18n.language)}`}>
      <time dateTime={iso} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        {clockText(iso, nowMs)}
      </time>
    </Tooltip>
  );
}
