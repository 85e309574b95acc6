import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { relativeTimeText, timeText } from '@/lib/format';
import { tickMs, useServerNow } from '@/lib/use-server-now';

/** "2 minutes ago", and the exact time on hover and focus. */
export function TimeText({ iso }: { iso: string | null | undefined }) {
  const { i18n } = useTranslation();
  const nowMs = useServerNow();
  if (!iso) return null;
  // What was made since the last tick is not in the future.
  const aheadMs = Date.parse(iso) - nowMs;
  const isNow = aheadMs > 0 && aheadMs < tickMs;
  return (
    <Tooltip title={timeText(iso)}>
      <time dateTime={iso} tabIndex={0}>
        {relativeTimeText(iso, isNow ? Date.parse(iso) : nowMs, i18n.language)}
      </time>
    </Tooltip>
  );
}
