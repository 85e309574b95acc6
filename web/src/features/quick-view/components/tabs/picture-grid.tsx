import { Image } from 'antd';
import { useTranslation } from 'react-i18next';

import { durationText } from '@/lib/format';

import type { PictureSet } from '../../pictures';
import { LinkActions } from '../link-actions';

interface Props {
  /** What the pictures are: "Snapshot". */
  name: string;
  set: PictureSet;
  /** Width of a picture on the page, in pixels. */
  size?: number;
}

const timeText = (seconds: number) => (seconds % 1 ? `${Math.round(seconds * 10) / 10} s` : durationText(seconds));

/** Pictures of one making, each with its moment and its URL; a click shows it large, to be zoomed. */
export function PictureGrid({ name, set, size = 160 }: Props) {
  const { t } = useTranslation('quick-view');
  const label = (timeS: number | undefined, at: number) => {
    if (timeS !== undefined) return t('pictures.at', { name, time: timeText(timeS) });
    return set.pictures.length > 1 ? t('pictures.number', { name, number: at + 1 }) : name;
  };
  return (
    <Image.PreviewGroup>
      <ul className="qv-grid">
        {set.pictures.map(({ url, timeS }, at) => (
          <li key={url} style={{ width: size }}>
            <Image src={url} alt={label(timeS, at)} width={size} className="qv-picture" loading="lazy" />
            <div className="qv-row qv-nowrap qv-caption">
              <span className="qv-quiet">
                {timeS !== undefined ? timeText(timeS) : set.pictures.length > 1 ? `${at + 1}` : ''}
              </span>
              <LinkActions url={url} name={label(timeS, at)} />
            </div>
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  );
}
