import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import type { EventSummary } from '@/lib/wire/types';

import { eventQuery } from '../api/describe-event';
import { msText } from '../logic/phases';
import { AttemptVerdict } from './attempt-verdict';

interface Props {
  app: number;
  event: EventSummary;
  isScrolling: boolean;
}

// A list of events has no attempts: those of the rows in sight are asked for one by one.
const lastAttemptQuery = (app: number, event: EventSummary) => eventQuery(app, event.EventId ?? '');

/** What came of the last attempt; nothing for an event that was never posted. */
export function EventAnswer({ app, event, isScrolling }: Props) {
  const { t } = useTranslation('events');
  const wasPosted = (event.Attempts ?? 0) > 0;
  const { data } = useQuery({ ...lastAttemptQuery(app, event), enabled: wasPosted && !isScrolling });
  const last = data?.AttemptSet?.at(-1);
  if (wasPosted) return last ? <AttemptVerdict attempt={last} /> : '…';
  return (event.Deliveries ?? 0) > 0 ? t('way.handedOutShort') : '–';
}

/** How long that attempt took. */
export function EventMs({ app, event }: Omit<Props, 'isScrolling'>) {
  const { data } = useQuery({ ...lastAttemptQuery(app, event), enabled: false });
  return (event.Attempts ?? 0) > 0 ? msText(data?.AttemptSet?.at(-1)?.TotalMs) : '';
}
