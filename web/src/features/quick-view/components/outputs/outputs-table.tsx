import { Radio, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { bitrateText, bytesText, durationText, resolutionText } from '@/lib/format';

import type { Making } from '../../making';
import type { Output } from '../../outputs';
import { DeleteOutputDialog } from '../dialogs/delete-output-dialog';
import { Compared } from './compared';
import { MakingCell } from './making-cell';
import { OutputActions } from './output-actions';
import { useOutputNames } from './output-names';

interface Props {
  app: number;
  fileId: string;
  outputs: Output[];
  making: Making[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  canPlay: (output: Output) => boolean;
}
interface Row {
  id: string;
  output: Output | undefined;
  making: Making | undefined;
}

function rowsOf(outputs: Output[], making: Making[]): Row[] {
  const rows: Row[] = outputs.map((output) => ({
    id: output.id,
    output,
    making: making.find(({ id, state }) => id === output.id && state !== 'failed'),
  }));
  const missing = making.filter(({ id }) => !outputs.some((output) => output.id === id));
  return [...rows, ...missing.map((one) => ({ id: one.id, output: undefined, making: one }))];
}

const columnsInMaking = 5;

/** Everything that can be played, side by side with the original; choosing a row plays it. */
export function OutputsTable({ app, fileId, outputs, making, chosen, onChoose, canPlay }: Props) {
  const { t } = useTranslation('quick-view');
  const nameOf = useOutputNames(app);
  const [doomed, setDoomed] = useState<Output>();
  const original = outputs.find(({ kind }) => kind === 'original');
  const compareWith = (output: Output) => (output === original ? undefined : original);
  const nameOfRow = ({ output, making: one }: Row) =>
    nameOf(output?.kind ?? one?.kind ?? 'original', output?.definition ?? one?.definition ?? 0);
  const whileMade = (row: Row) => (row.output ? {} : { colSpan: 0 });

  const columns: TableProps<Row>['columns'] = [
    {
      title: t('outputs.output'),
      key: 'output',
      rowScope: 'row',
      render: (_, row) => {
        const name = nameOfRow(row);
        const hint = row.output?.way === 'dash' ? t('outputs.needsDash') : row.output && !canPlay(row.output) ? t('outputs.mayNotPlay') : '';
        return (
          <Radio value={row.id} disabled={!row.output}>
            <span className="qv-output-name">
              {name.title}
              {name.detail && <span className="qv-quiet">{name.detail}</span>}
              {row.output?.isEncrypted && <span className="qv-quiet">{t('outputs.encrypted')}</span>}
              {hint && <span className="qv-quiet">{hint}</span>}
            </span>
          </Radio>
        );
      },
    },
    {
      title: t('outputs.format'),
      key: 'format',
      onCell: (row) => (row.output ? {} : { colSpan: columnsInMaking + 1 }),
      render: (_, row) => {
        const { output, making: one } = row;
        if (!output) return one && <MakingCell app={app} making={one} name={nameOfRow(row).full} />;
        return (
          <>
            {output.container}
            <div className="qv-quiet">{[output.videoCodec, output.audioCodec].filter(Boolean).join(' + ')}</div>
            {one && <MakingCell app={app} making={one} name={nameOfRow(row).full} />}
          </>
        );
      },
    },
    {
      title: t('outputs.picture'),
      key: 'picture',
      onCell: whileMade,
      render: (_, { output }) =>
        output && (
          <>
            {resolutionText(output.width, output.height) || <span className="qv-quiet">{t('outputs.noPicture')}</span>}
            {output.renditions.length > 1 && (
              <div className="qv-quiet">{t('outputs.renditions', { count: output.renditions.length })}</div>
            )}
            {output.fps > 0 && <div className="qv-quiet">{t('outputs.fps', { fps: Math.round(output.fps * 100) / 100 })}</div>}
          </>
        ),
    },
    {
      title: t('outputs.size'),
      key: 'size',
      align: 'right',
      onCell: whileMade,
      render: (_, { output }) =>
        output && <Compared text={bytesText(output.sizeBytes)} value={output.sizeBytes} original={compareWith(output)?.sizeBytes} />,
    },
    {
      title: t('outputs.bitrate'),
      key: 'bitrate',
      align: 'right',
      onCell: whileMade,
      render: (_, { output }) =>
        output && (
          <Compared text={bitrateText(output.bitrateBps)} value={output.bitrateBps} original={compareWith(output)?.bitrateBps} />
        ),
    },
    {
      title: t('outputs.duration'),
      key: 'duration',
      align: 'right',
      onCell: whileMade,
      render: (_, { output }) => output && output.durationS > 0 && durationText(output.durationS),
    },
    {
      title: <span className="visually-hidden">{t('outputs.actions')}</span>,
      key: 'actions',
      align: 'right',
      onCell: whileMade,
      render: (_, row) =>
        row.output && <OutputActions output={row.output} name={nameOfRow(row).full} onDelete={() => setDoomed(row.output)} />,
    },
  ];
  return (
    <>
      <Radio.Group
        className="qv-outputs"
        value={chosen}
        onChange={(event) => onChoose(String(event.target.value))}
        aria-label={t('outputs.choose')}
      >
        <Table<Row>
          size="small"
          rowKey="id"
          columns={columns}
          dataSource={rowsOf(outputs, making)}
          pagination={false}
          scroll={{ x: 'max-content' }}
          rowClassName={(row) => (row.id === chosen ? 'qv-chosen' : '')}
          locale={{ emptyText: t('outputs.none') }}
        />
      </Radio.Group>
      <DeleteOutputDialog
        app={app}
        fileId={fileId}
        output={doomed}
        name={doomed ? nameOf(doomed.kind, doomed.definition).full : ''}
        onClose={() => setDoomed(undefined)}
      />
    </>
  );
}
