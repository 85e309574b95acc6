import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import type { MediaInfo } from '@/lib/wire/types';

import { mediaQuery } from '@/features/quick-view/api/describe-media';
import { modifyMedia } from '@/features/quick-view/api/modify-media';
import { changesNothing, editOf, editRequest, type MediaEdit } from '../../edit';

interface Props {
  app: number;
  fileId: string;
  media: MediaInfo;
  isOpen: boolean;
  onClose: () => void;
}
interface Fields {
  name?: string;
  description?: string;
  tags?: string[];
  expireTime?: Dayjs | null;
}

const fieldsOf = ({ expireTime, ...edit }: MediaEdit): Fields => ({ ...edit, expireTime: expireTime ? dayjs(expireTime) : null });

const editOfFields = ({ name, description, tags, expireTime }: Fields): MediaEdit => ({
  name: name?.trim() ?? '',
  description: description ?? '',
  tags: tags ?? [],
  expireTime: expireTime ? `${expireTime.toDate().toISOString().slice(0, 19)}Z` : undefined,
});

/** Name, description, tags and expiry of a media. */
export default function EditDialog({ app, fileId, media, isOpen, onClose }: Props) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const before = editOf(media);
  const values = Form.useWatch([], form);
  const request = editRequest(app, fileId, before, values ? editOfFields(values) : before);
  const save = useMutation({
    mutationFn: () => modifyMedia(request),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: mediaQuery(app, fileId).queryKey, exact: true });
      void message.success(t('saved'));
      onClose();
    },
  });
  return (
    <Modal
      title={t('edit.title')}
      open={isOpen}
      onCancel={onClose}
      okText={common('action.save')}
      cancelText={common('action.cancel')}
      okButtonProps={{ disabled: changesNothing(request), loading: save.isPending }}
      onOk={() => form.submit()}
      afterClose={() => save.reset()}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" initialValues={fieldsOf(before)} preserve={false} onFinish={() => save.mutate()}>
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true, message: t('edit.nameNeeded') }]}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="description" label={t('field.description')}>
          <Input.TextArea maxLength={128} showCount rows={2} />
        </Form.Item>
        <Form.Item name="tags" label={t('field.tags')} extra={t('edit.tagsHint')}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，']} />
        </Form.Item>
        <Form.Item name="expireTime" label={t('field.expires')} extra={t('edit.expiresHint')}>
          <DatePicker showTime style={{ width: '100%' }} placeholder={t('never')} />
        </Form.Item>
      </Form>
      {save.error && <ErrorNotice error={save.error} />}
      <ApiCall action="ModifyMediaInfo" request={request} />
    </Modal>
  );
}
