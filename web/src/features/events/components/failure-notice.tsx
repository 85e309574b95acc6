import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';

import { adviceOf, type Ending, hostOf, networkOf } from '../logic/failure-advice';

/** What went wrong with an attempt, in words, and what to do about it. */
export function FailureNotice({ ending }: { ending: Ending }) {
  const { t } = useTranslation('events');
  const advice = adviceOf(ending);
  if (!advice) return null;
  const words = { status: ending.Status ?? 0, host: hostOf(ending.Url), address: ending.Address || hostOf(ending.Url) };
  const setting = advice === 'refused_address' ? `--callback-allow ${networkOf(words.address)}` : '';
  return (
    <Alert
      type="error"
      showIcon
      style={{ alignItems: 'flex-start' }}
      title={
        <>
          <strong>{t(`advice.${advice}.what`, words)}</strong> {t(`advice.${advice}.do`, words)}
          {setting && (
            <div>
              <code>{setting}</code> <CopyButton text={setting} label={t('advice.setting')} />
            </div>
          )}
          {ending.Detail && (
            <div className="mono" style={{ fontSize: 12, marginTop: 4, overflowWrap: 'anywhere' }}>
              {ending.Detail}
            </div>
          )}
        </>
      }
    />
  );
}
