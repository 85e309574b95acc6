import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { applicationsQuery } from '@/lib/applications';
import type { SubAppIdInfo } from '@/lib/wire/types';

import { createApplication } from '../api/create-application';
import { modifyApplicationInfo } from '../api/modify-application-info';

interface Values {
  name: string;
  description?: string;
}

// As the server has it (src/api/create_sub_app_id.cc).
const nameCharactersMax = 40;
const descriptionCharactersMax = 300;

/** Creates an application, or changes the name and the description of `application`. */
export function ApplicationForm({ application, onClose }: { application?: SubAppIdInfo; onClose: () => void }) {
  const { t } = useTranslation(['applications', 'common']);
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch<Values | undefined>([], form);
  const id = application?.SubAppId ?? undefined;
  const save = useMutation({
    mutationFn: async ({ name, description }: Values) => {
      const wanted = { Name: name, Description: description ?? '' };
      await (id === undefined ? createApplication(wanted) : modifyApplicationInfo({ SubAppId: id, ...wanted }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries(applicationsQuery());
      onClose();
    },
  });
  const shown = { Name: values?.name ?? application?.Name ?? '', Description: values?.description ?? '' };
  return (
    <Modal
      open
      title={id === undefined ? t('create') : t('edit', { name: application?.Name })}
      okText={t('common:action.confirm')}
      cancelText={t('common:action.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={640}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ name: application?.Name ?? '', description: application?.Description ?? '' }}
        onFinish={(given) => save.mutate(given)}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, max: nameCharactersMax, message: t('nameRule', { max: nameCharactersMax }) }]}
        >
          <Input autoFocus maxLength={nameCharactersMax} />
        </Form.Item>
        <Form.Item name="description" label={t('description')}>
          <Input.TextArea maxLength={descriptionCharactersMax} rows={2} />
        </Form.Item>
      </Form>
      {save.error && <ErrorNotice error={save.error} />}
      {id === undefined ? (
        <ApiCall action="CreateSubAppId" request={shown} />
      ) : (
        <ApiCall action="ModifySubAppIdInfo" request={{ SubAppId: id, ...shown }} />
      )}
    </Modal>
  );
}
