import { useTranslation } from 'react-i18next';

import { percentOf } from '../../outputs';

/** A figure, and what share of the original's it is. */
export function Compared({ text, value, original }: { text: string; value: number; original: number | undefined }) {
  const { t } = useTranslation('quick-view');
  if (!(value > 0)) return <span className="qv-quiet">–</span>;
  const percent = original === undefined ? undefined : percentOf(value, original);
  return (
    <>
      {text}
      {percent !== undefined && (
        <div className="qv-quiet">
          {t('share', { percent })} <span className="visually-hidden">{t('outputs.ofOriginal')}</span>
        </div>
      )}
    </>
  );
}
