import { Alert, Button, Form, Input, Modal, Radio, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import type { ModifyDeliveryConfigRequest } from '@/lib/wire/types';

import { useChangeDelivery } from '../logic/use-change-delivery';

type Kind = 'v1' | 'v1a' | 'own';
interface Values {
  kind: Kind;
  own: string;
  rotation: number;
}

const kinds: readonly Kind[] = ['v1', 'v1a', 'own'];
const rotations = [0, 3_600, 86_400, 604_800] as const;
const dayS = 86_400;

interface Props {
  app: number;
  /** Secrets of before sign along for a while. */
  hasOthers: boolean;
  onClose: () => void;
}

/** Makes a signing secret, or takes one of yours. A secret that was made is shown this once. */
export function NewSecret({ app, hasOthers: hadOthers, onClose }: Props) {
  // As it was when the dialog came: the new secret is one of them soon.
  const [hasOthers] = useState(hadOthers);
  const { t } = useTranslation(['callbacks', 'common']);
  const [form] = Form.useForm<Values>();
  const { kind = 'v1', own = '', rotation = dayS } = Form.useWatch([], form) ?? {};
  const { mutate, data, error, isPending } = useChangeDelivery(app);
  const request: ModifyDeliveryConfigRequest = {
    SubAppId: app,
    ...(kind === 'own' ? { AddSecret: own.trim() } : { GenerateSecret: kind }),
    ...(hasOthers ? { RotationSeconds: rotation } : {}),
  };
  const generated = data?.GeneratedSecret;
  return (
    <Modal
      open
      destroyOnHidden
      title={t(hasOthers ? 'signatures.rotate' : 'signatures.new')}
      onCancel={onClose}
      width={600}
      footer={
        data
          ? [
              <Button key="close" type="primary" onClick={onClose}>
                {t('common:action.close')}
              </Button>,
            ]
          : [
              <Button key="cancel" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>,
              <Button key="make" type="primary" loading={isPending} onClick={() => form.submit()}>
                {t('common:action.confirm')}
              </Button>,
            ]
      }
    >
      {data ? (
        <div role="status" style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Alert type="success" showIcon title={generated ? t('signatures.shownOnce') : t('signatures.added')} />
          {generated && (
            <code style={{ overflowWrap: 'anywhere' }}>
              {generated} <CopyButton text={generated} label={t('signatures.secret')} />
            </code>
          )}
          {generated?.startsWith('whsk_') && <Typography.Text>{t('signatures.useThePublicKey')}</Typography.Text>}
        </div>
      ) : (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ kind: 'v1', own: '', rotation: dayS }}
          onFinish={() => mutate(request)}
        >
          <Form.Item name="kind" label={t('signatures.kind')}>
            <Radio.Group style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
              {kinds.map((each) => (
                <Radio key={each} value={each}>
                  {t(`signatures.choose.${each}`)}
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          {kind === 'own' && (
            <Form.Item name="own" label={t('signatures.secret')} rules={[{ required: true, message: t('required') }]} extra={t('signatures.ownHelp')}>
              <Input.Password autoComplete="off" />
            </Form.Item>
          )}
          {hasOthers && (
            <Form.Item name="rotation" label={t('signatures.rotation')} extra={t('signatures.rotationHelp')}>
              <Select options={rotations.map((value) => ({ value, label: t(`signatures.rotations.${value}`) }))} />
            </Form.Item>
          )}
          {error && <ErrorNotice error={error} />}
          <ApiCall action="ModifyDeliveryConfig" request={request} />
        </Form>
      )}
    </Modal>
  );
}
