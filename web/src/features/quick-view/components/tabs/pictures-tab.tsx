import { Button, Empty } from 'antd';
import { useTranslation } from 'react-i18next';

import { bytesText, resolutionText } from '@/lib/format';
import type { MediaInfo } from '@/lib/wire/types';

import { picturesOf, type PictureSet } from '../../pictures';
import { LinkActions } from '../link-actions';
import { PictureGrid } from './picture-grid';
import { Section } from './section';

/** The pictures that were made of a media, by how they were made. */
export function PicturesTab({ media, onProcess }: { media: MediaInfo; onProcess: () => void }) {
  const { t } = useTranslation('quick-view');
  const { cover, timed, sampled, sprites, animated } = picturesOf(media);
  const template = ({ definition }: PictureSet) => t('pictures.template', { definition });
  if (![cover, ...timed, ...sampled, ...sprites, ...animated].some((set) => set && set.pictures.length > 0)) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pictures.none')}>
        <Button onClick={onProcess}>{t('pictures.make')}</Button>
      </Empty>
    );
  }
  const sample = ({ sampleType, interval = 0 }: PictureSet) =>
    sampleType === 'Time' ? t('pictures.eachSeconds', { count: interval }) : t('pictures.eachPercent', { percent: interval });
  return (
    <>
      <Section title={t('pictures.cover')}>
        {cover ? <PictureGrid name={t('pictures.cover')} set={cover} size={240} /> : <p className="qv-quiet">{t('pictures.noCover')}</p>}
      </Section>
      {timed.map((set, at) => (
        <Section key={at} title={`${t('pictures.timed')} · ${template(set)}`}>
          <PictureGrid name={t('pictures.timed')} set={set} />
        </Section>
      ))}
      {sampled.map((set, at) => (
        <Section key={at} title={`${t('pictures.sampled')} · ${template(set)} · ${sample(set)}`}>
          <PictureGrid name={t('pictures.sampled')} set={set} />
        </Section>
      ))}
      {sprites.map((set, at) => (
        <Section key={at} title={`${t('pictures.sprites')} · ${template(set)}`}>
          <p className="qv-row">
            {t('pictures.tiles', { count: set.tiles ?? 0, size: resolutionText(set.tileWidth, set.tileHeight) })}
            {set.vttUrl && (
              <span>
                WebVTT <LinkActions url={set.vttUrl} name="WebVTT" />
              </span>
            )}
          </p>
          <PictureGrid name={t('pictures.sheet')} set={set} size={240} />
        </Section>
      ))}
      {animated.map((set, at) => (
        <Section key={at} title={`${t('pictures.animated')} · ${template(set)}`}>
          <p className="qv-quiet">
            {[
              t('pictures.stretch', { from: set.fromS, to: set.toS }),
              resolutionText(set.pictures[0]?.width, set.pictures[0]?.height),
              bytesText(set.pictures[0]?.sizeBytes),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <PictureGrid name={t('pictures.animated')} set={set} size={240} />
        </Section>
      ))}
    </>
  );
}
