import { useTranslation } from 'react-i18next';

import type { EventDestination } from '@/lib/wire/types';

import { DetailPart } from './detail-part';
import { NextAttempt } from './next-attempt';
import { useReasonText } from './reason-text';

const names = ['Callback', 'CallbackV2'] as const;

/** The URLs that an event is still on its way to. */
export function EventDestinations({ destinations }: { destinations: EventDestination[] }) {
  const { t } = useTranslation('events');
  const reasonText = useReasonText();
  if (destinations.length === 0) return null;
  return (
    <DetailPart title={t('destination.title')}>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {destinations.map((destination) => {
          const name = names.find((each) => each === destination.Name) ?? 'Callback';
          return (
            <li key={name}>
              <strong>{t(`destination.${name}`)}</strong> · {t('destination.attempts', { count: destination.Attempts ?? 0 })}
              {destination.IsRedelivery && ` · ${t('destination.again')}`}
              {destination.State === 'parked' ? ` · ${reasonText(destination.ParkedReason)}` : ' · '}
              {destination.State !== 'parked' && <NextAttempt time={destination.NextAttemptTime} />}
            </li>
          );
        })}
      </ul>
    </DetailPart>
  );
}
