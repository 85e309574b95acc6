import { Button, Flex, Modal, theme } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { useAppId } from '@/lib/app-id';

import type { Start } from '../start-all';
import { ProcessForm } from './process-form';
import { StartedTask } from './started-task';

export interface ProcessDialogProps {
  fileIds: string[];
  open: boolean;
  onClose: () => void;
}

/** The same processing of one media or several; after the start, each task. */
export function ProcessDialog({ fileIds, open, onClose }: ProcessDialogProps) {
  const { t } = useTranslation('process');
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={fileIds.length > 1 ? t('dialog.several', { count: fileIds.length }) : t('dialog.one')}
      width={960}
      style={{ top: 32 }}
      styles={{ body: { maxHeight: 'calc(100vh - 140px)', overflow: 'auto' } }}
      footer={null}
      destroyOnHidden
    >
      <Content fileIds={fileIds} onClose={onClose} />
    </Modal>
  );
}

function Content({ fileIds, onClose }: { fileIds: string[]; onClose: () => void }) {
  const { t } = useTranslation('process');
  const { t: common } = useTranslation();
  const { token } = theme.useToken();
  const app = useAppId();
  const [starts, setStarts] = useState<Start[]>();
  if (!starts) {
    return <ProcessForm app={app} fileIds={fileIds} onStarted={setStarts} background={token.colorBgElevated} />;
  }
  return (
    <Flex vertical gap={12}>
      {starts.map((start) =>
        'taskId' in start ? (
          <StartedTask key={start.fileId} app={app} taskId={start.taskId} heading={t('dialog.media', { id: start.fileId })} />
        ) : (
          <section key={start.fileId} aria-label={t('dialog.media', { id: start.fileId })}>
            {t('dialog.media', { id: start.fileId })}
            <ErrorNotice error={start.error} />
          </section>
        ),
      )}
      <Button type="primary" autoFocus style={{ alignSelf: 'flex-end' }} onClick={onClose}>
        {common('action.close')}
      </Button>
    </Flex>
  );
}
