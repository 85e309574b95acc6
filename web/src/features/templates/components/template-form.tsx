import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useLeaveWarning } from '@/components/use-leave-warning';
import { type RequestOf, useSignedIn } from '@/lib/api';
import { showFieldError } from '@/lib/field-errors';
import type { TemplateKind, TemplateRow } from '@/lib/templates';
import type { TemplateRule } from '@/lib/wire/types';

import { adjustments } from '../adjust';
import { createTemplate } from '../api/create-template';
import { modifyTemplate } from '../api/modify-template';
import { formOf, type Values } from '../fields';
import { createRequest, modifyRequest } from '../request';
import { problemsIn } from '../rules';
import { FormSection } from './form-section';
import { type Opened, RenditionList } from './rendition-list';
import { WatermarkPreview } from './watermark-preview';

interface Props {
  app: number;
  kind: TemplateKind;
  /** To be changed; absent: a new one is made. */
  row?: TemplateRow | undefined;
  initial: Values;
  /** Null when the server does not tell them. */
  rules: TemplateRule[] | null;
  onSaved: (definition: number) => void;
}

const noRules: TemplateRule[] = [];
const shownContentMax = 200;

// The panel beside the form shows a picture's bytes by their number.
function shown(request: Values): Values {
  const content = (request.ImageTemplate as Values | undefined)?.ImageContent;
  if (typeof content !== 'string' || content.length <= shownContentMax) return request;
  const told = `<base64 of the picture, ${content.length} characters>`;
  return { ...request, ImageTemplate: { ...(request.ImageTemplate as Values), ImageContent: told } };
}

/** Makes a template or changes an own one; the call that this takes stands beside it. */
export function TemplateForm({ app, kind, row, initial, rules: told, onSaved }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const { message } = App.useApp();
  const session = useSignedIn();
  const queryClient = useQueryClient();
  const [form] = Form.useForm<Values>();
  const table = formOf[kind];
  const rules = told ?? noRules;
  const watched = Form.useWatch((all: Values) => all, { form, preserve: true }) as Values | undefined;
  const values: Values = watched && Object.keys(watched).length > 0 ? watched : initial;
  const [opened, setOpened] = useState<Opened>(new Set(row ? [] : [0]));
  const request = row ? modifyRequest(table, initial, values) : createRequest(table, values);
  const isUnchanged = row !== undefined && Object.keys(request).length === 0;
  const isEdit = row !== undefined;
  useLeaveWarning(row ? !isUnchanged : JSON.stringify(request) !== JSON.stringify(createRequest(table, initial)));
  const keptImageUrl =
    row?.kind === 'Watermark' ? ((row as TemplateRow<'Watermark'>).settings.ImageTemplate?.ImageUrl ?? undefined) : undefined;

  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (!row) return createTemplate(kind, app, request);
      await modifyTemplate(kind, app, row.definition, request);
      return row.definition;
    },
    onSuccess: async (definition) => {
      await queryClient.invalidateQueries({ queryKey: ['templates', app, kind] });
      void message.success(t(row ? 'editor.changed' : 'editor.created', { definition }));
      onSaved(definition);
    },
    onError: (failure) => {
      // The field may be one of a closed rendition.
      flushSync(() => setOpened('all'));
      showFieldError(form, failure);
    },
  });

  const onChange = () => {
    const patches = adjustments(table, form.getFieldsValue(true) as Values, rules);
    patches.forEach(({ name, value }) => form.setFieldValue(name, value));
    const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0);
    // What was wrong may be right by now, because of another field.
    if (wrong.length > 0) void form.validateFields(wrong.map((field) => field.name)).catch(() => undefined);
  };
  const save = () => {
    // Closed renditions are not in the form, so they are looked at here.
    if (table.list && problemsIn(table, values, rules)) flushSync(() => setOpened('all'));
    form.validateFields().then(
      () => mutate(),
      ({ errorFields }: { errorFields?: { name: (string | number)[] }[] }) => {
        const first = errorFields?.[0]?.name;
        if (first) form.scrollToField(first, { focus: true, block: 'center' });
      },
    );
  };

  const common = { rules, isEdit, keptImageUrl, before: row && initial };
  const action = row ? (`Modify${kind}Template` as const) : (`Create${kind}Template` as const);
  const whole = { SubAppId: app, ...(row ? { Definition: row.definition } : {}), ...shown(request) };
  return (
    <Flex wrap gap={16} align="start">
      <Form form={form} name="template" layout="vertical" initialValues={initial} onValuesChange={onChange} onFinish={save} style={{ flex: '3 1 520px', minWidth: 0 }}>
        <Flex vertical gap={16}>
          {told === null && <Alert type="info" showIcon title={t('editor.noRules')} />}
          {table.sections.map((section) => (
            <FormSection key={section.name} section={section} place={{ values, entry: values }} prefix={[]} {...common} />
          ))}
          {table.list && (
            <RenditionList list={table.list} values={values} rules={rules} opened={opened} onOpened={setOpened} />
          )}
          {error && <ErrorNotice error={error} />}
          <Flex gap={12} align="center" wrap>
            <Button
              type="primary"
              htmlType="button"
              onClick={save}
              loading={isPending}
              disabled={session.isReadOnly || isUnchanged}
              title={session.isReadOnly ? t('editor.readOnly') : undefined}
            >
              {t(row ? 'common:action.save' : 'common:action.create')}
            </Button>
            {session.isReadOnly ? t('editor.readOnly') : isUnchanged && t('editor.unchanged')}
          </Flex>
        </Flex>
      </Form>
      <Flex vertical gap={16} style={{ flex: '1 1 340px', minWidth: 0, position: 'sticky', top: 16 }}>
        {kind === 'Watermark' && <WatermarkPreview values={values} keptImageUrl={keptImageUrl} />}
        <ApiCall action={action} request={whole as unknown as RequestOf<typeof action>} />
      </Flex>
    </Flex>
  );
}
