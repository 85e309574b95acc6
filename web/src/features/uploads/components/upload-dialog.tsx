import { App, Button, Form, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { useAppId } from '@/lib/app-id';

import { applyRequestOf, nameOfFile } from '../transfer/apply-request';
import { refusalOf } from '../transfer/file-check';
import { startUpload } from '../transfer/uploader';
import { AfterUpload } from './after-upload';
import { CategoryChoice } from './category-choice';
import { type ChosenFile, ChosenFiles } from './chosen-files';
import { DropArea } from './drop-area';
import { modalFit } from './modal-fit';
import type { Dropped } from './use-file-drop';

let count = 0;
const chosen = (files: File[]): ChosenFile[] =>
  files.map((file) => ({ key: (count += 1), file, name: nameOfFile(file.name), refusal: refusalOf(file) }));

/** Which files, under which names, and what becomes of them. The uploads run on when it closes. */
export function UploadDialog({ start, onClose }: { start: Dropped; onClose: () => void }) {
  const { t } = useTranslation('uploads');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const app = useAppId();
  const [isOpen, setOpen] = useState(true);
  const [files, setFiles] = useState(() => chosen(start.files));
  const [procedure, setProcedure] = useState<string>();
  const [classId, setClassId] = useState<number>();
  const [isTold, setTold] = useState(false);
  const good = files.filter(({ refusal }) => !refusal);

  const add = ({ files: more, hadFolders }: Dropped) => {
    if (hadFolders) void message.warning(t('dialog.folders'));
    setFiles((before) => [...before, ...chosen(more)]);
  };
  const submit = () => {
    if (good.length === 0) return setTold(true);
    for (const { file, name } of good) startUpload(app, file, { name, procedure, classId });
    setOpen(false);
  };
  const first = good[0] ?? { file: { name: 'video.mp4' }, name: '' };

  return (
    <Modal
      open={isOpen}
      title={t('dialog.title')}
      width={640}
      onCancel={() => setOpen(false)}
      afterClose={onClose}
      {...modalFit}
      cancelText={common('action.cancel')}
      okText={t('dialog.submit', { count: good.length })}
      onOk={submit}
    >
      <DropArea
        isSmall={files.length > 0}
        onDrop={add}
        hint={t('dialog.drop')}
        label={t('dialog.choose')}
        action={(choose) => <Button onClick={choose}>{t(files.length > 0 ? 'dialog.more' : 'dialog.choose')}</Button>}
      />
      <div role="alert">
        {isTold && good.length === 0 && <Typography.Text type="danger">{t('dialog.nothing')}</Typography.Text>}
        {start.hadFolders && files.length === 0 && <Typography.Text type="danger">{t('dialog.folders')}</Typography.Text>}
      </div>
      <ChosenFiles files={files} onChange={setFiles} />
      <Form layout="vertical" style={{ marginTop: 16 }}>
        <AfterUpload app={app} value={procedure} onChange={setProcedure} />
        <CategoryChoice app={app} value={classId} onChange={setClassId} />
      </Form>
      <ApiCall
        action="ApplyUpload"
        request={applyRequestOf(app, first.file.name, { name: first.name, procedure, classId })}
      />
    </Modal>
  );
}
