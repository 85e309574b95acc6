import { theme, Typography } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';

import { at, type Values } from '../fields';

const picture = { width: 1280, height: 720 };

// In percent of the width or the height of the picture; undefined for "by the other side".
function share(text: unknown, along: 'width' | 'height'): number | undefined {
  const [, digits, unit] = /^([\d.]+)([WHSL]?%|px)$/.exec(String(text ?? '')) ?? [];
  const value = Number(digits);
  if (!value) return undefined;
  const base = picture[along];
  if (unit === 'px') return (value / base) * 100;
  if (unit === 'W%' || unit === 'L%') return (value * picture.width) / base;
  if (unit === 'H%' || unit === 'S%') return (value * picture.height) / base;
  return value;
}
const percent = (value: number | undefined) => (value === undefined ? undefined : `${value}%`);

/** Where a watermark stands, and how large it is, on a picture of the usual shape. */
export function WatermarkPreview({ values, keptImageUrl }: { values: Values; keptImageUrl: string | undefined }) {
  const { t } = useTranslation('templates');
  const { token } = theme.useToken();
  const origin = String(values.CoordinateOrigin ?? 'TopLeft');
  const part = { image: 'ImageTemplate', text: 'TextTemplate', svg: 'SvgTemplate' }[String(values.Type)] ?? '';
  const style: CSSProperties = {
    position: 'absolute',
    [origin.endsWith('Left') ? 'left' : 'right']: percent(share(values.XPos, 'width') ?? 0),
    [origin.startsWith('Top') ? 'top' : 'bottom']: percent(share(values.YPos, 'height') ?? 0),
    width: percent(share(at(values, `${part}.Width`), 'width')),
    height: percent(share(at(values, `${part}.Height`), 'height')),
  };
  const content = at(values, 'ImageTemplate.ImageContent');
  const url = content ? `data:image/png;base64,${String(content)}` : keptImageUrl;
  const solid = 1 - Number(at(values, 'ImageTemplate.Transparency') ?? 0) / 100;
  const fontSize = (share(at(values, 'TextTemplate.FontSize'), 'width') ?? 2) + 'cqw';
  const color = String(at(values, 'TextTemplate.FontColor') ?? '').replace(/^0x/i, '#');
  const placeholder = { border: '1px dashed #fff', color: '#fff', aspectRatio: style.height ? undefined : '2', minWidth: 8 };
  return (
    <SectionCard title={t('preview.title')}>
      <div
        role="img"
        aria-label={t('preview.title')}
        style={{
          position: 'relative',
          aspectRatio: '16 / 9',
          overflow: 'hidden',
          containerType: 'inline-size',
          borderRadius: token.borderRadiusSM,
          background: 'linear-gradient(160deg, #31506f, #10202f)',
        }}
      >
        {values.Type === 'text' ? (
          <span style={{ ...style, fontSize, color, opacity: Number(at(values, 'TextTemplate.FontAlpha') ?? 1), lineHeight: 1.2 }}>
            {t('preview.sample')}
          </span>
        ) : values.Type === 'image' && url ? (
          <img src={url} alt="" style={{ ...style, opacity: solid }} />
        ) : (
          <span style={{ ...style, ...placeholder }} />
        )}
      </div>
      <Typography.Text type="secondary">{t('preview.text')}</Typography.Text>
    </SectionCard>
  );
}
