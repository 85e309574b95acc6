import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useAppId } from '@/lib/app-id';

import { pullUpload } from '../api/pull-upload';
import { nameCharactersMax } from '../transfer/apply-request';
import { mediaTypes } from '../transfer/media-types';
import { isWebUrl, typeOfUrl } from '../transfer/url-check';
import { AfterUpload } from './after-upload';
import { CategoryChoice } from './category-choice';
import { modalFit } from './modal-fit';
import { PullProgress } from './pull-progress';

interface Typed {
  url?: string;
  type?: string;
  name?: string;
}

/** A URL, what its media is called and what becomes of it; then how the pull is doing. */
export function PullForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('uploads');
  const { t: common } = useTranslation();
  const app = useAppId();
  const [isOpen, setOpen] = useState(true);
  const [form] = Form.useForm<Typed>();
  const { url = '', type, name } = Form.useWatch([], form) ?? {};
  const [procedure, setProcedure] = useState<string>();
  const [classId, setClassId] = useState<number>();
  const pull = useMutation({ mutationFn: pullUpload });
  const isTypeAsked = isWebUrl(url) && !typeOfUrl(url);
  const request = {
    SubAppId: app,
    MediaUrl: url.trim(),
    ...(isTypeAsked && type && { MediaType: type }),
    ...(name?.trim() && { MediaName: name.trim() }),
    ...(procedure && { Procedure: procedure }),
    ...(classId !== undefined && { ClassId: classId }),
  };
  const close = () => setOpen(false);
  const buttons = pull.data
    ? [
        <Button key="another" onClick={() => (pull.reset(), form.resetFields(['url', 'type', 'name']))}>
          {t('pulling.another')}
        </Button>,
        <Button key="close" type="primary" onClick={close}>
          {common('action.close')}
        </Button>,
      ]
    : [
        <Button key="cancel" onClick={close}>
          {common('action.cancel')}
        </Button>,
        <Button key="pull" type="primary" loading={pull.isPending} onClick={() => form.submit()}>
          {t('pulling.submit')}
        </Button>,
      ];

  return (
    <Modal
      {...modalFit}
      open={isOpen}
      title={t('pulling.title')}
      width={640}
      onCancel={close}
      afterClose={onClose}
      footer={buttons}
    >
      {pull.data && <PullProgress app={app} taskId={pull.data} url={request.MediaUrl} onLeave={close} />}
      <Form<Typed>
        form={form}
        name="pull"
        layout="vertical"
        hidden={pull.data !== undefined}
        requiredMark={false}
        onFinish={() => pull.mutate(request)}
      >
        <Typography.Paragraph type="secondary">{t('pulling.intro')}</Typography.Paragraph>
        <Form.Item
          name="url"
          label={t('pulling.url')}
          extra={t('pulling.urlHint')}
          validateTrigger="onBlur"
          rules={[
            { required: true, whitespace: true, message: t('pulling.urlMissing') },
            { validator: (_, value?: string) => (!value || isWebUrl(value) ? Promise.resolve() : Promise.reject(new Error(t('pulling.urlWrong')))) },
          ]}
        >
          <Input autoFocus spellCheck={false} inputMode="url" placeholder="https://example.com/videos/film.mp4" />
        </Form.Item>
        {isTypeAsked && (
          <Form.Item
            name="type"
            label={t('pulling.type')}
            extra={t('pulling.typeHint')}
            rules={[{ required: true, message: t('pulling.typeMissing') }]}
          >
            <Select<string> showSearch options={[...mediaTypes].map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('pulling.name')}>
          <Input maxLength={nameCharactersMax} placeholder={t('pulling.namePlaceholder')} />
        </Form.Item>
        <AfterUpload app={app} value={procedure} onChange={setProcedure} />
        <CategoryChoice app={app} value={classId} onChange={setClassId} />
        {pull.error && <ErrorNotice error={pull.error} />}
        <ApiCall action="PullUpload" request={request} />
      </Form>
    </Modal>
  );
}
