import { theme } from 'antd';
import { useTranslation } from 'react-i18next';

import type { EventAttempt } from '@/lib/wire/types';

import { msText, type PhaseName, phasesOf } from '../logic/phases';

/** Where the time of an attempt went: a bar, and the same in words. */
export function PhaseBar({ attempt }: { attempt: EventAttempt }) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const phases = phasesOf(attempt);
  const colours: Record<PhaseName, string> = {
    resolve: token.purple,
    connect: token.blue,
    tls: token.cyan,
    wait: token.gold,
    read: token.green,
  };
  return (
    <div>
      <div aria-hidden style={{ display: 'flex', gap: 1, height: 6, borderRadius: 3, overflow: 'hidden', background: token.colorFill }}>
        {phases.map(({ name, ms }) => (
          <span key={name} style={{ flexGrow: Math.max(ms, 0.001), minWidth: 3, background: colours[name] }} />
        ))}
      </div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '2px 14px', marginTop: 4, fontSize: 12, color: token.colorTextSecondary }}>
        {phases.map(({ name, ms }) => (
          <span key={name} style={{ whiteSpace: 'nowrap' }}>
            <span aria-hidden style={{ display: 'inline-block', width: 8, height: 8, borderRadius: 4, marginInlineEnd: 5, background: colours[name] }} />
            {t(`phase.${name}`)} {msText(ms)} ms
          </span>
        ))}
        <span style={{ whiteSpace: 'nowrap', color: token.colorText }}>
          {t('phase.total')} {msText(attempt.TotalMs)} ms
        </span>
      </div>
    </div>
  );
}
