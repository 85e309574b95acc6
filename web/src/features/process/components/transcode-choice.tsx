import { useQuery } from '@tanstack/react-query';
import { Checkbox, Empty, Flex, Segmented, theme, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { SearchInput } from '@/components/search-input';
import { figuresText, templatesQuery, type TemplateRow } from '@/lib/templates';

type Shown = 'all' | 'preset' | 'own';

interface Props {
  app: number;
  /** A form gives both. */
  value?: number[];
  onChange?: (definitions: number[]) => void;
}

/** The transcode templates to tick, found by number, name or what they make. What is ticked at first stands at the top. */
export function TranscodeChoice({ app, value = [], onChange }: Props) {
  const { t } = useTranslation('process');
  const { t: common } = useTranslation();
  const { token } = theme.useToken();
  const { data: rows, error, refetch } = useQuery(templatesQuery(app, 'Transcode'));
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [first] = useState(value);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!rows) return <PageLoading />;

  const words = typed.toLowerCase().split(/\s+/);
  const found = sorted(rows, first)
    .map((row) => ({ row, figures: figuresText(row, common) }))
    .filter(({ row }) => shown === 'all' || row.isPreset === (shown === 'preset'))
    .filter(({ row, figures }) => {
      const text = `${row.definition} ${row.name} ${row.comment} ${figures}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  const gone = value.filter((definition) => !rows.some((row) => row.definition === definition));
  const tick = (definition: number, isTicked: boolean) =>
    onChange?.(isTicked ? [...value, definition] : value.filter((one) => one !== definition));

  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        <SearchInput
          label={t('transcodes.search')}
          hint={t('transcodes.searchHint')}
          value={typed}
          onChange={setTyped}
          style={{ flex: '1 1 180px' }}
        />
        <Segmented<Shown>
          aria-label={t('transcodes.shown')}
          value={shown}
          onChange={setShown}
          options={(['all', 'preset', 'own'] as const).map((one) => ({ value: one, label: t(`transcodes.${one}`) }))}
        />
      </Flex>
      <ul
        aria-label={t('transcodes.list')}
        tabIndex={-1}
        style={{
          listStyle: 'none',
          margin: 0,
          padding: 4,
          maxHeight: 232,
          overflow: 'auto',
          border: `1px solid ${token.colorBorderSecondary}`,
          borderRadius: token.borderRadius,
        }}
      >
        {gone.map((definition) => (
          <Row key={definition} definition={definition} name={t('transcodes.gone')} figures="" isTicked onTick={tick} />
        ))}
        {found.map(({ row, figures }) => (
          <Row
            key={row.definition}
            definition={row.definition}
            name={row.name || row.comment}
            figures={figures}
            kind={row.isPreset ? undefined : t('transcodes.ownOne')}
            isTicked={value.includes(row.definition)}
            onTick={tick}
          />
        ))}
        {found.length === 0 && (
          <li>
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              styles={{ image: { height: 32 } }}
              description={shown === 'own' && !typed ? t('transcodes.noOwn') : t('transcodes.nothing')}
            />
          </li>
        )}
      </ul>
    </Flex>
  );
}

function sorted(rows: TemplateRow<'Transcode'>[], first: number[]): TemplateRow<'Transcode'>[] {
  const rank = (row: TemplateRow) => (first.includes(row.definition) ? 0 : row.isPreset ? 2 : 1);
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.definition - b.definition);
}

interface RowProps {
  definition: number;
  name: string;
  figures: string;
  kind?: string;
  isTicked: boolean;
  onTick: (definition: number, isTicked: boolean) => void;
}

function Row({ definition, name, figures, kind, isTicked, onTick }: RowProps) {
  const { token } = theme.useToken();
  return (
    <li style={{ borderRadius: token.borderRadiusSM, background: isTicked ? token.controlItemBgActive : undefined }}>
      <Checkbox
        checked={isTicked}
        onChange={(event) => onTick(definition, event.target.checked)}
        style={{ display: 'flex', padding: '4px 8px' }}
      >
        <span className="mono">{definition}</span> {name}
        {kind && <Typography.Text type="secondary"> · {kind}</Typography.Text>}
        {figures && (
          <Typography.Text type="secondary" style={{ display: 'block', fontSize: token.fontSizeSM }}>
            {figures}
          </Typography.Text>
        )}
      </Checkbox>
    </li>
  );
}
