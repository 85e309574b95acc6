import { useTranslation } from 'react-i18next';

import { durationText, resolutionText } from '@/lib/format';

import type { Output } from '../../outputs';

export const codecsOf = ({ videoCodec, audioCodec }: Output) => [videoCodec, audioCodec].filter(Boolean).join(' + ');

/** What is to be known before playing; where columns have no room, also what stands in them. */
export function OutputNotes({ output, canPlay }: { output: Output; canPlay: boolean }) {
  const { t } = useTranslation('quick-view');
  const { renditions } = output;
  const picture = resolutionText(output.width, output.height);
  const facts = [
    [output.container, codecsOf(output)].filter(Boolean).join(' '),
    [picture, renditions.length > 1 ? t('outputs.renditions', { count: renditions.length }) : ''].filter(Boolean).join(', '),
    output.durationS > 0 ? durationText(output.durationS) : '',
  ];
  const hint = output.way === 'dash' ? t('outputs.needsDash') : canPlay ? '' : t('outputs.mayNotPlay');
  return (
    <div className="qv-quiet qv-notes">
      <div className="qv-narrow">{facts.filter(Boolean).join(' · ')}</div>
      {output.isEncrypted && <div>{t('outputs.encrypted')}</div>}
      {hint && <div>{hint}</div>}
    </div>
  );
}
