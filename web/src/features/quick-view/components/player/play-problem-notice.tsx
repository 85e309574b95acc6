import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';

import type { Output } from '../../outputs';
import type { PlayProblem } from './use-source';

interface Props {
  problem: PlayProblem;
  output: Output;
  /** An output that this browser is likely to play. */
  other: { name: string; choose: () => void } | undefined;
  onProcess: () => void;
}

/** Why it does not play, and what helps. */
export function PlayProblemNotice({ problem, output, other, onProcess }: Props) {
  const { t } = useTranslation('quick-view');
  const format = [output.container, output.videoCodec, output.audioCodec].filter(Boolean).join(', ');
  const isFormat = problem === 'unsupported' || problem === 'decode' || problem === 'noPicture';
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t(`problem.${problem}`, { format })}
      description={isFormat ? t('problem.help') : undefined}
      action={
        <span className="qv-stack">
          {other && (
            <Button size="small" type="primary" onClick={other.choose}>
              {t('problem.playOther', { name: other.name })}
            </Button>
          )}
          {isFormat && (
            <Button size="small" onClick={onProcess}>
              {t('problem.transcode')}
            </Button>
          )}
        </span>
      }
    />
  );
}
