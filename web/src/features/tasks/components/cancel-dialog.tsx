import { useMutation } from '@tanstack/react-query';
import { App, Flex, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';

import { abortTask, abortTaskRequest } from '../api/abort-task';
import { cancelTask, cancelTaskRequest } from '../api/cancel-task';

interface Props {
  app: number;
  taskId: string;
  /** A task that waits can also be taken back, as the cloud does it. */
  isWaiting: boolean;
  open: boolean;
  onClose: () => void;
}

export function CancelDialog({ app, taskId, isWaiting, open, onClose }: Props) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const [way, setWay] = useState<'cancel' | 'abort'>('cancel');
  const isAbort = isWaiting && way === 'abort';
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => (isAbort ? abortTask(app, taskId) : cancelTask(app, taskId)),
    onSuccess: () => {
      void message.success(t('cancel.done'));
      onClose();
    },
  });
  return (
    <Modal
      open={open}
      title={t('cancel.title')}
      okText={t('cancel.action')}
      okButtonProps={{ danger: true, loading: isPending }}
      cancelText={t('cancel.keep')}
      onOk={() => mutate()}
      onCancel={onClose}
      afterClose={reset}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        {isWaiting ? (
          <Radio.Group
            aria-label={t('cancel.title')}
            value={way}
            onChange={(event) => setWay(event.target.value as 'cancel' | 'abort')}
            options={[
              { value: 'cancel', label: t('cancel.byCancel') },
              { value: 'abort', label: t('cancel.byAbort') },
            ]}
            vertical
          />
        ) : (
          t('cancel.text')
        )}
        {isAbort ? (
          <ApiCall action="ManageTask" request={abortTaskRequest(app, taskId)} />
        ) : (
          <ApiCall action="CancelTask" request={cancelTaskRequest(app, taskId)} />
        )}
        {error && <ErrorNotice error={error} />}
      </Flex>
    </Modal>
  );
}
