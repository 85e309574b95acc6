import { CaretRightOutlined, CloseOutlined, FolderOpenOutlined, PauseOutlined, ReloadOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Space, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { bytesText } from '@/lib/format';
import type { Upload } from '@/lib/uploads';

import { uploader } from '../transfer/uploader';
import { useFileChoice } from './use-file-choice';

interface Props {
  upload: Upload;
  /** There is room for words. */
  isWide?: boolean;
}

/** Pause, resume, cancel, choose again: what the upload's state allows, as small buttons for a row. */
export function UploadActions({ upload, isWide = false }: Props) {
  const { t } = useTranslation('uploads');
  const { id, name, state } = upload;
  if (state === 'committing' || state === 'done') return null;
  return (
    <Space size={4}>
      {(state === 'waiting' || state === 'uploading') && (
        <Act label={t('action.pause', { name })} icon={<PauseOutlined aria-hidden />} onClick={() => uploader.pause(id)} />
      )}
      {state === 'paused' && (
        <Act label={t('action.resume', { name })} icon={<CaretRightOutlined aria-hidden />} onClick={() => uploader.resume(id)} />
      )}
      {state === 'failed' && upload.problem !== 'file_changed' && (
        <Act label={t('action.retry', { name })} icon={<ReloadOutlined aria-hidden />} onClick={() => uploader.resume(id)} />
      )}
      {state === 'needs_file' && <ChooseAgain upload={upload} isWide={isWide} />}
      <Popconfirm
        title={t('action.cancelAsk')}
        description={t('action.cancelHint')}
        okText={t('action.cancelYes')}
        cancelText={t('action.cancelNo')}
        placement="topRight"
        onConfirm={() => uploader.cancel(id)}
      >
        <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('action.cancel', { name })} />
      </Popconfirm>
    </Space>
  );
}

function Act({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Tooltip title={label}>
      <Button type="text" size="small" aria-label={label} icon={icon} onClick={onClick} />
    </Tooltip>
  );
}

function ChooseAgain({ upload: { id, name, sizeBytes }, isWide }: Required<Props>) {
  const { t } = useTranslation('uploads');
  const { message } = App.useApp();
  const take = ([file]: File[]) => {
    if (!file || uploader.giveFile(id, file)) return;
    void message.error(t('action.otherFile', { name, file: uploader.fileNameOf(id), size: bytesText(sizeBytes) }));
  };
  const { choose, input } = useFileChoice(take, { multiple: false, label: t('action.chooseAgain') });
  return (
    <>
      {isWide ? (
        <Button size="small" icon={<FolderOpenOutlined aria-hidden />} onClick={choose}>
          {t('action.chooseAgain')}
        </Button>
      ) : (
        <Act label={t('action.chooseAgain')} icon={<FolderOpenOutlined aria-hidden />} onClick={choose} />
      )}
      {input}
    </>
  );
}
