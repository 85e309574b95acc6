import { theme } from 'antd';

import type { Tone } from '../logic/state-of-event';

/** A dot in the colour of a state; the word beside it says which. It stands still, so that a long log is calm. */
export function ToneDot({ tone }: { tone: Tone }) {
  const { token } = theme.useToken();
  const colours: Record<Tone, string> = {
    success: token.colorSuccess,
    processing: token.colorInfo,
    warning: token.colorWarning,
    error: token.colorError,
    default: token.colorTextQuaternary,
  };
  return (
    <span
      aria-hidden
      style={{ display: 'inline-block', width: 6, height: 6, borderRadius: 3, marginInlineEnd: 8, verticalAlign: 'middle', background: colours[tone] }}
    />
  );
}
