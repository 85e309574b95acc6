import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';

import { type Field, fieldsOf, isSoundContainer, type Section, type Values } from '../fields';
import { isStuck } from '../request';
import { type Place, problemOf, type Rules } from '../rules';
import { FieldInput } from './field-input';
import { helpText, problemText } from './field-words';

interface Props {
  section: Section;
  place: Place;
  rules: Rules;
  /** Where the fields stand in the form: [] or ["StreamInfos", 0]. */
  prefix: (string | number)[];
  /** The template is there already; some fields can't be changed any more. */
  isEdit: boolean;
  /** What the template had before; what can't be emptied by the Modify action, stays filled in. */
  before?: Values | undefined;
  /** Of a watermark that is there. */
  keptImageUrl?: string;
  /** In an entry of a list there is a heading already. */
  isPlain?: boolean;
}

/** Some fields under a heading. */
export function FormSection({ section, isPlain, ...props }: Props) {
  const { t } = useTranslation('templates');
  const fields = fieldsOf([section], props.place.entry);
  if (fields.length === 0) return null;
  const hasOnlyFlags = fields.every(({ input }) => input === 'flag' || input === 'onOff');
  const grid = (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))', columnGap: 16 }}>
      {fields.map((field) => (
        // One path may stand for two fields, in different units.
        <FormField key={`${field.path} ${field.unit ?? ''}`} field={field} isInLine={!hasOnlyFlags} {...props} />
      ))}
    </div>
  );
  return isPlain ? <Group title={t(`section.${section.name}`)}>{grid}</Group> : (
    <SectionCard title={t(`section.${section.name}`)}>{grid}</SectionCard>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ fontWeight: 600, padding: 0, marginBottom: 8 }}>{title}</legend>
      {children}
    </fieldset>
  );
}

type FieldProps = Omit<Props, 'section' | 'isPlain'> & {
  field: Field;
  /** Beside inputs with labels above: a box to tick stands at the height of the inputs. */
  isInLine: boolean;
};

function FormField({ field, isInLine, place, rules, prefix, isEdit, before, keptImageUrl }: FieldProps) {
  const { t } = useTranslation('templates');
  const isFlag = field.input === 'flag' || field.input === 'onOff';
  const isForced = (field.label === 'RemoveVideo' || field.label === 'RemoveAudio') && isSoundContainer(place.entry.Container);
  const isFixed = isEdit && field.isFixed === true;
  const noPicture = t('editor.noPicture', { container: String(place.entry.Container).toUpperCase() });
  const forced = field.label === 'RemoveVideo' ? noPicture : t('problem.nothingLeft');
  const why = isForced ? forced : isFixed ? t('editor.fixed') : undefined;
  // A picture that is there already need not be given again.
  const asked = field.input === 'image' && isEdit ? { ...field, isRequired: false } : field;
  const isWide = field.input === 'image';
  return (
    <Form.Item
      name={[...prefix, ...field.path.split('.')]}
      label={isFlag ? undefined : t(`field.${field.label}`)}
      required={asked.isRequired}
      extra={why ?? helpText(asked, place, rules, t)}
      style={{ marginBottom: 14, paddingTop: isFlag && isInLine ? 30 : 0, ...(isWide ? { gridColumn: '1 / -1' } : {}) }}
      rules={[
        {
          validator: (_, value: unknown) => {
            if (before && isStuck(field, before, value)) return Promise.reject(new Error(t('problem.stuck')));
            const problem = isFixed ? undefined : problemOf(rules, asked, place, value);
            return problem ? Promise.reject(new Error(problemText(problem, asked, t))) : Promise.resolve();
          },
        },
      ]}
    >
      <FieldInput field={asked} place={place} rules={rules} disabled={isForced || isFixed} keptImageUrl={keptImageUrl} />
    </Form.Item>
  );
}
