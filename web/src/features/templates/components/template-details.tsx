import { Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';
import { renditionText, type TemplateRow } from '@/lib/templates';
import type { AdaptiveStreamTemplate } from '@/lib/wire/types';

import { at, type Field, fieldsOf, formOf, type Section, type Values } from '../fields';
import { valuesOf } from '../request';
import { wordText } from './field-words';

/** All settings of a template, to be read. */
export function TemplateDetails({ row }: { row: TemplateRow }) {
  const { t } = useTranslation(['templates', 'common']);
  const { t: common } = useTranslation();
  const form = formOf[row.kind];
  const values = valuesOf(row);
  const entries = form.list ? ((at(values, form.list.path) as Values[] | undefined) ?? []) : [];
  return (
    <Flex vertical gap={16}>
      {form.sections.map((section) => (
        <Part key={section.name} title={t(`section.${section.name}`)} sections={[section]} values={values} />
      ))}
      {entries.map((entry, index) => (
        <Part
          key={index}
          title={`${t('rendition.title', { number: index + 1 })}: ${renditionText(entry as unknown as AdaptiveStreamTemplate, common)}`}
          sections={form.list?.sections ?? []}
          values={entry}
        />
      ))}
    </Flex>
  );
}

function Part({ title, sections, values }: { title: string; sections: readonly Section[]; values: Values }) {
  const { t } = useTranslation(['templates', 'common']);
  const text = (field: Field, value: unknown) => {
    if (field.input === 'flag') return t(value === 1 ? 'yes' : 'no');
    if (field.input === 'onOff') return t(value === 'ON' ? 'yes' : 'no');
    if (field.input === 'choice') return wordText(field, String(value), t);
    if (value === 0 && field.zero) return t(`zeroOnly.${field.zero}`);
    return field.unit ? `${String(value)} ${field.unit}` : String(value);
  };
  const items = fieldsOf(sections, values).flatMap((field) => {
    const value = at(values, field.path);
    if (value === undefined || value === null || value === '') return [];
    return [{ key: `${field.path}${field.unit ?? ''}`, label: t(`field.${field.label}`), children: text(field, value) }];
  });
  if (items.length === 0) return null;
  return (
    <SectionCard title={title}>
      <Descriptions size="small" column={{ xs: 1, md: 2, xl: 3 }} items={items} />
    </SectionCard>
  );
}
