import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';
import { applicationsQuery } from '@/lib/applications';
import type { CreateKeyRequest } from '@/lib/wire/types';

import { createKey } from '../api/create-key';
import { keysQuery } from '../api/list-keys';

interface Values {
  name: string;
  app?: number;
  isReadOnly?: boolean;
  expires?: Dayjs | null;
}

const nameCharactersMax = 64;

const requestOf = (values: Partial<Values>): CreateKeyRequest => ({
  Name: values.name ?? '',
  OnlySubAppId: values.app,
  IsReadOnly: values.isReadOnly ? true : undefined,
  ExpireTime: values.expires?.toISOString().replace(/\.\d+Z$/, 'Z'),
});

/** Makes a key and shows its secret, which no other answer has. */
export function KeyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['keys', 'common']);
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch<Values | undefined>([], form);
  const { data: applications } = useQuery(applicationsQuery());
  const create = useMutation({
    mutationFn: (given: Values) => createKey(requestOf(given)),
    onSuccess: () => queries.invalidateQueries(keysQuery()),
  });
  const made = create.data;
  return (
    <Modal
      open
      title={t('create')}
      width={640}
      okText={made ? t('common:action.close') : t('common:action.confirm')}
      cancelText={t('common:action.cancel')}
      cancelButtonProps={made ? { hidden: true } : {}}
      confirmLoading={create.isPending}
      onOk={made ? onClose : () => form.submit()}
      onCancel={onClose}
    >
      {made ? (
        <Alert
          type="success"
          title={t('made')}
          description={
            <dl>
              {(['SecretId', 'SecretKey'] as const).map((name) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="mono" style={{ margin: 0, overflowWrap: 'anywhere' }}>
                    {made[name]} <CopyButton text={made[name] ?? ''} label={name} />
                  </dd>
                </div>
              ))}
            </dl>
          }
        />
      ) : (
        <>
          <Form<Values> form={form} layout="vertical" onFinish={(given) => create.mutate(given)}>
            <Form.Item
              name="name"
              label={t('name')}
              rules={[{ required: true, whitespace: true, max: nameCharactersMax, message: t('nameRule', { max: nameCharactersMax }) }]}
            >
              <Input autoFocus maxLength={nameCharactersMax} placeholder={t('nameExample')} />
            </Form.Item>
            <Form.Item name="app" label={t('onlyApp')}>
              <Select
                allowClear
                placeholder={t('allApps')}
                options={(applications ?? []).map(({ SubAppId, Name }) => ({ value: SubAppId ?? 0, label: `${Name} (${SubAppId})` }))}
              />
            </Form.Item>
            <Form.Item name="isReadOnly" valuePropName="checked">
              <Checkbox>{t('readOnly')}</Checkbox>
            </Form.Item>
            <Form.Item name="expires" label={t('expires')}>
              <DatePicker showTime placeholder={t('never')} style={{ width: '100%' }} />
            </Form.Item>
          </Form>
          {create.error && <ErrorNotice error={create.error} />}
          <ApiCall action="CreateKey" request={requestOf(values ?? {})} />
        </>
      )}
    </Modal>
  );
}
