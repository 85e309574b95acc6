import { Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';

import { bitrateText, resolutionText } from '@/lib/format';
import type { MediaMetaData } from '@/lib/wire/types';

import { codecText } from '../../formats';

interface Row {
  key: string;
  name: string;
  codec: string;
  details: string;
  bitrate: string;
}

const rounded = (fps: number) => Math.round(fps * 1000) / 1000;

/** The streams of a file, one a row. */
export function StreamTables({ meta }: { meta: MediaMetaData }) {
  const { t } = useTranslation('quick-view');
  const tagged = (codec: string | null | undefined, tag: string | null | undefined) =>
    tag ? `${codecText(codec)} (${tag})` : codecText(codec);
  const video = (meta.VideoStreamSet ?? []).map((stream, at): Row => {
    const range = stream.DynamicRangeInfo?.HDRType || stream.DynamicRangeInfo?.Type;
    const details = [
      resolutionText(stream.Width, stream.Height),
      stream.Fps ? t('outputs.fps', { fps: rounded(stream.Fps) }) : '',
      range ?? '',
    ];
    return {
      key: `v${at}`,
      name: t('stream.video', { number: at + 1 }),
      codec: tagged(stream.Codec, stream.CodecTag),
      details: details.filter(Boolean).join(', '),
      bitrate: stream.Bitrate ? bitrateText(stream.Bitrate) : '',
    };
  });
  const audio = (meta.AudioStreamSet ?? []).map((stream, at): Row => ({
    key: `a${at}`,
    name: t('stream.audio', { number: at + 1 }),
    codec: codecText(stream.Codec),
    details: stream.SamplingRate ? t('stream.sampling', { khz: stream.SamplingRate / 1000 }) : '',
    bitrate: stream.Bitrate ? bitrateText(stream.Bitrate) : '',
  }));
  const columns: TableProps<Row>['columns'] = [
    { title: t('stream.stream'), dataIndex: 'name', rowScope: 'row' },
    { title: t('stream.codec'), dataIndex: 'codec' },
    { title: t('stream.details'), dataIndex: 'details' },
    { title: t('outputs.bitrate'), dataIndex: 'bitrate', align: 'right' },
  ];
  return (
    <Table<Row>
      size="small"
      columns={columns}
      dataSource={[...video, ...audio]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: t('stream.none') }}
    />
  );
}
