import { useQueries } from '@tanstack/react-query';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';

import { figuresText, type TemplateKind, templatesQuery } from '@/lib/templates';
import type { MediaProcessTaskInput } from '@/lib/wire/types';

import { contentOf, subTasks } from '../sub-tasks';

const kinds = [...new Set(subTasks.map(({ kind }) => kind))];

/** What a task flow makes, in words; `isLong` tells the figures of each template. */
export function ProcedureContent({ app, input, isLong }: { app: number; input: MediaProcessTaskInput | null | undefined; isLong?: boolean }) {
  const { t } = useTranslation('procedures');
  const { t: common } = useTranslation();
  const lists = useQueries({ queries: kinds.map((kind) => templatesQuery<TemplateKind>(app, kind)) });
  const text = (kind: TemplateKind, definition: number) => {
    const rows = lists[kinds.indexOf(kind)]?.data;
    const row = rows?.find((template) => template.definition === definition);
    if (!row) return rows ? `${definition} (${t('gone')})` : String(definition);
    return [`${definition} ${row.name}`.trim(), isLong && figuresText(row, common)].filter(Boolean).join(' · ');
  };
  return (
    <Flex vertical gap={isLong ? 8 : 2}>
      {contentOf(input).map(({ set, definitions }) => (
        <div key={set}>
          <strong>{t(`set.${set}`)}</strong>{' '}
          {definitions.map((definition) => text(subTasks.find((row) => row.set === set)?.kind ?? 'Transcode', definition)).join(', ')}
        </div>
      ))}
    </Flex>
  );
}
