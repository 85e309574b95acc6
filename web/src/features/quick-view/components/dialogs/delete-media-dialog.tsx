import { useMutation } from '@tanstack/react-query';
import { App, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { bytesText } from '@/lib/format';
import type { MediaInfo } from '@/lib/wire/types';

import { deleteMedia } from '@/features/quick-view/api/delete-media';
import { contentsOf } from '../../contents';

interface Props {
  app: number;
  fileId: string;
  media: MediaInfo;
  isOpen: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before a media goes, and says what goes with it. */
export default function DeleteMediaDialog({ app, fileId, media, isOpen, onClose, onDeleted }: Props) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const request = { FileId: fileId, SubAppId: app };
  const remove = useMutation({
    mutationFn: () => deleteMedia(request),
    onSuccess: () => {
      void message.success(t('delete.done'));
      onClose();
      onDeleted();
    },
  });
  const contents = contentsOf(media);
  return (
    <Modal
      title={t('delete.title')}
      open={isOpen}
      onCancel={onClose}
      okText={common('action.delete')}
      cancelText={common('action.cancel')}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() => remove.mutate()}
      afterClose={() => remove.reset()}
      destroyOnHidden
    >
      <Typography.Paragraph>
        {t('delete.what', { name: media.BasicInfo?.Name ?? fileId, size: bytesText(contents.bytes) })}
      </Typography.Paragraph>
      <ul>
        {contents.originals > 0 && <li>{t('delete.original')}</li>}
        {contents.transcodes > 0 && <li>{t('delete.transcodes', { count: contents.transcodes })}</li>}
        {contents.streams > 0 && <li>{t('delete.streams', { count: contents.streams })}</li>}
        {contents.pictures > 0 && <li>{t('delete.pictures', { count: contents.pictures })}</li>}
        {contents.subtitles > 0 && <li>{t('delete.subtitles', { count: contents.subtitles })}</li>}
      </ul>
      {remove.error && <ErrorNotice error={remove.error} />}
      <ApiCall action="DeleteMedia" request={request} />
    </Modal>
  );
}
