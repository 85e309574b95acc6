import { theme } from 'antd';
import { useTranslation } from 'react-i18next';

import { adviceOf, type Ending, isDelivered } from '../logic/failure-advice';

/** "200", "500", or the kind of failure in a word or two; coloured by whether it arrived. */
export function AttemptVerdict({ attempt }: { attempt: Ending }) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const arrived = isDelivered(attempt);
  const advice = adviceOf(attempt);
  const text = attempt.Status ? `HTTP ${attempt.Status}` : advice ? t(`advice.${advice}.short`) : '';
  return (
    <span style={{ color: arrived ? token.colorSuccessText : token.colorErrorText, whiteSpace: 'nowrap' }}>{text}</span>
  );
}
