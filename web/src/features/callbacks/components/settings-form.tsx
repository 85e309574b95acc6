import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Space } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useLeaveWarning } from '@/components/use-leave-warning';

import { deliveryConfigKey } from '../api/delivery-config';
import { eventConfigKey } from '../api/event-config';
import { modifyDeliveryConfig } from '../api/modify-delivery-config';
import { modifyEventConfig } from '../api/modify-event-config';
import {
  deliveryConfigRequest,
  eventConfigRequest,
  isCallbackUrl,
  isSame,
  type SettingsValues,
} from '../logic/settings-values';
import { MethodField } from './method-field';
import { TypesField } from './types-field';

interface Props {
  app: number;
  before: SettingsValues;
  onDirty: (isDirty: boolean) => void;
  onDone: () => void;
}

/** Mode, URLs and event types; "Confirm" saves them by the one or two calls that it shows. */
export function SettingsForm({ app, before, onDirty, onDone }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<SettingsValues>();
  const values = { ...before, ...Form.useWatch([], form) };
  const events = eventConfigRequest(app, values);
  const delivery = deliveryConfigRequest(app, values, before);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      await modifyEventConfig(events);
      if (delivery) await modifyDeliveryConfig(delivery);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: eventConfigKey(app) }),
        client.invalidateQueries({ queryKey: deliveryConfigKey(app) }),
      ]),
    onSuccess: () => {
      void message.success(t('settings.saved'));
      onDone();
    },
  });
  useLeaveWarning(!isSame(values, before));
  const urlRule = {
    validator: (_: unknown, text: string) =>
      isCallbackUrl(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('url.wrong'))),
  };
  const isUrlRemoved = before.url !== '' && values.url.trim() === '';
  return (
    <Form<SettingsValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={before}
      onValuesChange={(_, all) => onDirty(!isSame({ ...before, ...all }, before))}
      onFinish={() => mutate()}
    >
      <Form.Item name="mode" label={t('method.title')}>
        <MethodField />
      </Form.Item>
      {values.mode !== before.mode && <Alert type="info" showIcon title={t('method.switching')} style={{ marginBottom: 16 }} />}
      <Form.Item
        name="url"
        label={t('url.label')}
        rules={[urlRule]}
        extra={values.mode === 'PULL' ? t('url.notNeeded') : values.url.trim() === '' ? t('settings.nowhere') : undefined}
      >
        <Input type="url" inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://example.com/events" />
      </Form.Item>
      {isUrlRemoved && <Alert type="warning" showIcon title={t('url.removed')} style={{ marginBottom: 16 }} />}
      <Form.Item name="types" label={t('types.label')}>
        <TypesField />
      </Form.Item>
      <details open={before.urlV2 !== ''} style={{ marginBottom: 16 }}>
        <summary style={{ cursor: 'pointer', marginBottom: 8 }}>{t('url.more')}</summary>
        <Form.Item name="urlV2" label={t('url.v2')} rules={[urlRule]} extra={t('url.v2Help')}>
          <Input type="url" inputMode="url" autoComplete="off" spellCheck={false} />
        </Form.Item>
      </details>
      {error && <ErrorNotice error={error} />}
      <Space style={{ margin: '12px 0' }}>
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('common:action.confirm')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </Space>
      <ApiCall action="ModifyEventConfig" request={events} />
      {delivery && <ApiCall action="ModifyDeliveryConfig" request={delivery} />}
    </Form>
  );
}
