import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const rates = [1, 1.25, 1.5, 2, 0.5, 0.75];

function take(video: HTMLVideoElement | null, rate: number): void {
  if (video) video.playbackRate = rate;
}

/** The speed of playing; each click takes the next one. media-chrome's own button is named other than it reads. */
export function RateButton({ video }: { video: RefObject<HTMLVideoElement | null> }) {
  const { t } = useTranslation('quick-view');
  const [rate, setRate] = useState(1);
  useEffect(() => {
    const element = video.current;
    const read = () => setRate(element?.playbackRate ?? 1);
    element?.addEventListener('ratechange', read);
    return () => element?.removeEventListener('ratechange', read);
  }, [video]);
  const next = () => take(video.current, rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1);
  return (
    <button type="button" className="qv-rate" onClick={next} aria-label={t('player.rate', { rate })} title={t('player.rate', { rate })}>
      {rate}×
    </button>
  );
}
