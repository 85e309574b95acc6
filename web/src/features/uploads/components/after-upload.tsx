import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { proceduresQuery } from '@/lib/procedures';
import type { ProcedureTemplate } from '@/lib/wire/types';

interface Props {
  app: number;
  /** Nothing is "No processing after upload". */
  value: string | undefined;
  onChange: (procedure: string | undefined) => void;
}

const noProcessing = '';

/** What becomes of a file when it is here: nothing, or a task flow. */
export function AfterUpload({ app, value, onChange }: Props) {
  const { t } = useTranslation('uploads');
  const id = useId();
  const { data, error, refetch, isPending } = useQuery(proceduresQuery(app));
  const group = (isPreset: boolean) => ({
    label: t(isPreset ? 'after.preset' : 'after.own'),
    options: (data ?? []).filter(({ Type }) => (Type === 'Preset') === isPreset).map(optionOf),
  });
  const groups = [group(true), group(false)].filter(({ options }) => options.length > 0);
  return (
    <Form.Item label={t('after.label')} htmlFor={id} extra={value ? t('after.hint') : undefined}>
      <Select<string>
        id={id}
        value={value ?? noProcessing}
        loading={isPending}
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: noProcessing, label: t('after.none') }, ...groups]}
        onChange={(chosen) => onChange(chosen || undefined)}
      />
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </Form.Item>
  );
}

const optionOf = ({ Name, Comment }: ProcedureTemplate) => ({
  value: Name ?? '',
  label: Comment ? `${Name ?? ''} · ${Comment}` : (Name ?? ''),
});
