import { Descriptions, type DescriptionsProps, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { TimeText } from '@/components/time-text';
import { bitrateText, bytesText, durationText, resolutionText } from '@/lib/format';
import type { MediaInfo } from '@/lib/wire/types';

import { neverExpires } from '../../edit';
import { containerText } from '../../formats';
import { Section } from './section';
import { StreamTables } from './stream-tables';
import { SubtitleList } from './subtitle-list';

type Items = NonNullable<DescriptionsProps['items']>;

/** Entries that have nothing to say are left out. */
const items = (entries: [string, ReactNode][]): Items =>
  entries.filter(([, value]) => value !== undefined && value !== '').map(([label, children]) => ({ key: label, label, children }));

const copied = (text: string | null | undefined, label: string) =>
  text ? (
    <span className="qv-id">
      <span className="mono qv-wrap">{text}</span>
      <CopyButton text={text} label={label} />
    </span>
  ) : undefined;

const known = ['Upload', 'PullUpload', 'EditMedia', 'SplitMedia', 'ComposeMedia', 'Record'] as const;
const storageClasses = ['STANDARD', 'STANDARD_IA', 'ARCHIVE', 'DEEP_ARCHIVE'] as const;
const categories = ['Video', 'Audio', 'Image'] as const;
const oneOf = <T extends string>(words: readonly T[], word: string | null | undefined) => words.find((one) => one === word);

// Beside long values a label is not to be broken.
const wholeLabels = { label: { whiteSpace: 'nowrap' } } as const;

/** All that is known of a media, in words. */
export function MetadataTab({ media, fileId }: { media: MediaInfo; fileId: string }) {
  const { t } = useTranslation('quick-view');
  const basic = media.BasicInfo ?? {};
  const meta = media.MetaData;
  const source = oneOf(known, basic.SourceInfo?.SourceType);
  const storageClass = oneOf(storageClasses, basic.StorageClass);
  const category = oneOf(categories, basic.Category);
  const tags = basic.TagSet ?? [];
  const general = items([
    [t('field.name'), basic.Name || t('unnamed')],
    ['FileId', copied(fileId, 'FileId')],
    [t('field.description'), basic.Description || t('none')],
    [t('field.tags'), tags.length > 0 ? tags.map((tag) => <Tag key={tag}>{tag}</Tag>) : t('none')],
    [t('field.class'), basic.ClassId ? basic.ClassPath || basic.ClassName : t('noClass')],
    [t('field.category'), category ? t(`category.${category}`) : basic.Category],
    [t('field.source'), source ? t(`source.${source}`) : basic.SourceInfo?.SourceType],
    [t('field.sourceContext'), basic.SourceInfo?.SourceContext ?? ''],
    [t('field.created'), <TimeText key="created" iso={basic.CreateTime} />],
    [t('field.updated'), <TimeText key="updated" iso={basic.UpdateTime} />],
    [t('field.expires'), !basic.ExpireTime || basic.ExpireTime === neverExpires ? t('never') : <TimeText iso={basic.ExpireTime} />],
    [t('field.storageClass'), storageClass ? t(`storageClass.${storageClass}`) : basic.StorageClass],
    [t('field.storagePath'), copied(basic.StoragePath, t('field.storagePath'))],
  ]);
  const file = meta
    ? items([
        [t('field.container'), containerText(meta.Container ?? '', basic.MediaUrl ?? '')],
        [t('outputs.size'), bytesText(meta.Size)],
        [t('outputs.duration'), meta.Duration ? t('seconds', { time: durationText(meta.Duration), seconds: meta.Duration }) : ''],
        [t('outputs.bitrate'), meta.Bitrate ? bitrateText(meta.Bitrate) : ''],
        [t('field.resolution'), resolutionText(meta.Width, meta.Height)],
        [t('field.rotation'), meta.Rotate ? t('degrees', { degrees: meta.Rotate }) : t('noRotation')],
        ['MD5', copied(meta.Md5, 'MD5')],
      ])
    : [];
  return (
    <div className="qv-columns">
      <Section title={t('metadata.general')}>
        <Descriptions size="small" bordered column={1} items={general} styles={wholeLabels} />
      </Section>
      <div>
        <Section title={t('metadata.file')}>
          {meta ? <Descriptions size="small" bordered column={1} items={file} styles={wholeLabels} /> : <p>{t('metadata.notRead')}</p>}
        </Section>
        {meta && (
          <Section title={t('metadata.streams')}>
            <StreamTables meta={meta} />
          </Section>
        )}
        <Section title={t('metadata.subtitles')}>
          <SubtitleList subtitles={media.SubtitleInfo?.SubtitleSet ?? []} />
        </Section>
      </div>
    </div>
  );
}
