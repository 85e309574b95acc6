import { useTranslation } from 'react-i18next';

import { isKnownReason } from '../logic/state-of-event';

/** Why an event is parked, in words; somebody's own reason as it is. */
export function useReasonText(): (reason: string | null | undefined) => string {
  const { t } = useTranslation('events');
  return (reason) => (isKnownReason(reason) ? t(`reason.${reason}`) : (reason ?? ''));
}
