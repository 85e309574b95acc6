import { useTranslation } from 'react-i18next';

import { durationText } from '@/lib/format';

import { useTick } from '../logic/use-tick';

/** How long until the next attempt, counting down. */
export function NextAttempt({ time }: { time: string | null | undefined }) {
  const { t } = useTranslation('events');
  const nowMs = useTick(Boolean(time));
  if (!time) return null;
  const seconds = Math.ceil((Date.parse(time) - nowMs) / 1000);
  return <span>{seconds > 0 ? t('attempt.next', { in: durationText(seconds) }) : t('attempt.nextNow')}</span>;
}
