import { theme, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import type { EventSummary } from '@/lib/wire/types';

import { stateOf, type Tone } from '../logic/state-of-event';
import { useReasonText } from './reason-text';
import { ToneDot } from './tone-dot';

/** A state in a word with a dot beside it; what the word means on hover. */
export function StateText({ event }: { event: EventSummary }) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const reasonText = useReasonText();
  const { word, tone } = stateOf(event);
  const colours: Record<Tone, string> = {
    success: token.colorSuccessText,
    processing: token.colorText,
    warning: token.colorWarningText,
    error: token.colorErrorText,
    default: token.colorTextSecondary,
  };
  const reason = event.State === 'parked' ? reasonText(event.ParkedReason) : '';
  return (
    <Tooltip title={reason ? `${t(`stateHelp.${word}`)} ${reason}` : t(`stateHelp.${word}`)}>
      <span style={{ color: colours[tone], whiteSpace: 'nowrap' }}>
        <ToneDot tone={tone} />
        {t(`state.${word}`)}
      </span>
    </Tooltip>
  );
}
