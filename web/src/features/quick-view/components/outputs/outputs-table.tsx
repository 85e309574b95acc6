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
import { codecsOf, OutputNotes } from './output-notes';

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

/** Everything that can be played, side by side with the original; choosing a row plays it. */
export function OutputsTable({ app, fileId, outputs, making, chosen, onChoose, canPlay }: Props) {
  const { t } = useTranslation('quick-view');
  const nameOf = useOutputNames(app);
  const [doomed, setDoomed] = useState<Output>();
  const original = outputs.find(({ kind }) => kind === 'original');
  const compareWith = (output: Output) => (output === original ? undefined : original);
  const nameOfRow = ({ output, making: one }: Row) =>
    nameOf(output?.kind ?? one?.kind ?? 'original', output?.definition ?? one?.definition ?? 0);

  const columns: TableProps<Row>['columns'] = [
    {
      title: t('outputs.output'),
      key: 'output',
      rowScope: 'row',
      render: (_, row) => {
        const name = nameOfRow(row);
        return (
          <>
            <Radio value={row.id} disabled={!row.output}>
              <span className="qv-output-name">
                {name.title}
                {name.detail && <span className="qv-quiet">{name.detail}</span>}
              </span>
            </Radio>
            {row.output && <OutputNotes output={row.output} canPlay={canPlay(row.output)} />}
            {row.making && <MakingCell app={app} making={row.making} name={name.full} />}
          </>
        );
      },
    },
    {
      title: t('outputs.format'),
      key: 'format',
      className: 'qv-wide',
      render: (_, { output }) =>
        output && (
          <>
            {output.container}
            <div className="qv-quiet">{codecsOf(output)}</div>
          </>
        ),
    },
    {
      title: t('outputs.picture'),
      key: 'picture',
      className: 'qv-wide',
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
      render: (_, { output }) =>
        output && <Compared text={bytesText(output.sizeBytes)} value={output.sizeBytes} original={compareWith(output)?.sizeBytes} />,
    },
    {
      title: t('outputs.bitrate'),
      key: 'bitrate',
      align: 'right',
      render: (_, { output }) =>
        output && (
          <Compared text={bitrateText(output.bitrateBps)} value={output.bitrateBps} original={compareWith(output)?.bitrateBps} />
        ),
    },
    {
      title: t('outputs.duration'),
      key: 'duration',
      className: 'qv-wide',
      align: 'right',
      render: (_, { output }) => output && output.durationS > 0 && durationText(output.durationS),
    },
    {
      title: <span className="visually-hidden">{t('outputs.actions')}</span>,
      key: 'actions',
      align: 'right',
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
