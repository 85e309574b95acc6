import { App, Button, Checkbox, Form, Input, InputNumber, Radio, Space, Switch } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useLeaveWarning } from '@/components/use-leave-warning';
import { showFieldError } from '@/lib/field-errors';

import { intervalsOf } from '../logic/intervals';
import { changesNothing, rulesRequest, type RulesValues } from '../logic/rules-values';
import { useChangeDelivery } from '../logic/use-change-delivery';

interface Props {
  app: number;
  before: RulesValues;
  /** The age at which a callback is given up, as text. */
  giveUp: string;
  onDone: () => void;
}

const concurrencyMax = 512;
const numberMax = 1_000_000;
const fieldOfMember: Record<string, keyof RulesValues> = {
  RetryIntervals: 'intervals',
  ParkAfterDeliveries: 'parkAfter',
  ConcurrencyMax: 'concurrency',
  AttemptsPerSecondMax: 'rate',
  CaFile: 'caFile',
  ClientCertificateFile: 'certificateFile',
  ClientKeyFile: 'keyFile',
  BindAddress: 'bindAddress',
};
const files = ['caFile', 'certificateFile', 'keyFile'] as const;

/** What of the rules is the application's own. */
export function DeliveryRulesForm({ app, before, giveUp, onDone }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { message } = App.useApp();
  const [form] = Form.useForm<RulesValues>();
  const values = { ...before, ...Form.useWatch([], form) };
  const request = rulesRequest(app, values, before);
  useLeaveWarning(!changesNothing(request));
  const { mutate, error, isPending } = useChangeDelivery(app, () => {
    void message.success(t('settings.saved'));
    onDone();
  });
  const save = () =>
    mutate(request, {
      onError: (failure) => void showFieldError(form, failure, ([member]) => [fieldOfMember[String(member)] ?? '']),
    });
  const listRule = {
    validator: (_: unknown, text: string) =>
      intervalsOf(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('rules.intervalsWrong'))),
  };
  return (
    <Form<RulesValues> form={form} layout="vertical" requiredMark={false} initialValues={before} onFinish={save}>
      <Form.Item name="hasOwnIntervals" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox>{t('rules.ownIntervals')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="intervals"
        label={t('rules.intervals')}
        extra={t('rules.intervalsHelp', { after: giveUp })}
        rules={values.hasOwnIntervals ? [listRule] : []}
      >
        <Input disabled={!values.hasOwnIntervals} spellCheck={false} />
      </Form.Item>
      <Form.Item name="givenUp" label={t('rules.givenUp')}>
        <Radio.Group style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Radio value="Park">{t('rules.givenUpPark', { after: giveUp })}</Radio>
          <Radio value="Queue">{t('rules.givenUpQueue', { after: giveUp })}</Radio>
        </Radio.Group>
      </Form.Item>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))', gap: '0 16px' }}>
        <Form.Item name="parkAfter" label={t('rules.parkAfter')} extra={t('rules.parkAfterHelp')}>
          <InputNumber min={0} max={numberMax} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="concurrency" label={t('rules.concurrency')} extra={t('rules.zeroIsNone')}>
          <InputNumber min={0} max={concurrencyMax} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="rate" label={t('rules.rate')} extra={t('rules.zeroIsNone')}>
          <InputNumber min={0} max={numberMax} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="hasBreaker" label={t('rules.breaker')} valuePropName="checked" extra={t('rules.breakerHelp')}>
        <Switch />
      </Form.Item>
      {files.map((file) => (
        <Form.Item key={file} name={file} label={t(`rules.${file}`)} extra={t(`rules.${file}Help`)}>
          <Input className="mono" spellCheck={false} autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="bindAddress" label={t('rules.bindAddress')} extra={t('rules.bindAddressHelp')}>
        <Input className="mono" spellCheck={false} autoComplete="off" />
      </Form.Item>
      {error && <ErrorNotice error={error} />}
      <Space style={{ margin: '12px 0' }}>
        <Button type="primary" htmlType="submit" loading={isPending} disabled={changesNothing(request)}>
          {t('common:action.confirm')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </Space>
      <ApiCall action="ModifyDeliveryConfig" request={request} />
    </Form>
  );
}
