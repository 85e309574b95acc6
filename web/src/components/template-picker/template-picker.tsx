import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { figuresText, type TemplateKind, templatesQuery } from '@/lib/templates';

interface Common {
  app: number;
  kind: TemplateKind;
  /** Of the input: a form's label points to it. */
  id?: string;
  'aria-label'?: string;
  disabled?: boolean;
  placeholder?: string;
}
interface One extends Common {
  isMultiple?: false;
  /** A form gives both: a picker may stand in a Form.Item. */
  value?: number | null;
  onChange?: (definition: number | null) => void;
}
interface Several extends Common {
  isMultiple: true;
  value?: number[];
  onChange?: (definitions: number[]) => void;
}

/** Chooses a template of a kind, or several, by number, name or what it makes. */
export function TemplatePicker(props: One | Several) {
  const { app, kind, id, disabled, placeholder } = props;
  const { t } = useTranslation();
  const { data: rows, error, isPending, refetch } = useQuery(templatesQuery(app, kind));
  if (error) {
    return (
      <Alert
        type="error"
        title={error.message}
        action={
          <Button size="small" onClick={() => void refetch()}>
            {t('action.retry')}
          </Button>
        }
      />
    );
  }
  const optionsOf = (isPreset: boolean) =>
    (rows ?? [])
      .filter((row) => row.isPreset === isPreset)
      .map((row) => {
        const label = `${row.definition} ${row.name}`.trim();
        const figures = figuresText(row, t);
        return { value: row.definition, label, figures, search: `${label} ${figures} ${row.comment}`.toLowerCase() };
      });
  // Own templates first: who made some, wants them.
  const options = [
    { label: t('template.own'), options: optionsOf(false) },
    { label: t('template.presets'), options: optionsOf(true) },
  ].filter((group) => group.options.length > 0);
  return (
    <Select<number | number[] | null>
      id={id}
      aria-label={props['aria-label']}
      mode={props.isMultiple ? 'multiple' : undefined}
      value={props.value ?? (props.isMultiple ? [] : null)}
      onChange={(chosen) => (props.onChange as ((chosen: number | number[] | null) => void) | undefined)?.(chosen)}
      options={options}
      loading={isPending}
      disabled={disabled}
      placeholder={placeholder ?? t('template.choose')}
      style={{ width: '100%' }}
      showSearch={{
        // A group that matches would be shown whole: its options are asked one by one.
        filterOption: (typed, option) => option !== undefined && 'search' in option && wordsIn(typed, String(option.search)),
      }}
      popupMatchSelectWidth={420}
      notFoundContent={isPending ? t('state.loading') : t('template.none')}
      optionRender={({ data, label }) => (
        <>
          <div>{label}</div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }} ellipsis>
            {'figures' in data ? String(data.figures) : ''}
          </Typography.Text>
        </>
      )}
    />
  );
}

const wordsIn = (typed: string, text: string) =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
