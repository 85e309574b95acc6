import { useMutation } from '@tanstack/react-query';
import { App, Flex, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';

import { retryTask, retryTaskRequest } from '../api/retry-task';

interface Props {
  app: number;
  taskId: string;
  open: boolean;
  onClose: () => void;
  onRetried: (taskId: string) => void;
}

export function RetryDialog({ app, taskId, open, onClose, onRetried }: Props) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => retryTask(app, taskId),
    onSuccess: (started) => {
      void message.success(t('retry.done'));
      onClose();
      onRetried(started);
    },
  });
  return (
    <Modal
      open={open}
      title={t('retry.title')}
      okText={t('retry.action')}
      okButtonProps={{ loading: isPending }}
      onOk={() => mutate()}
      onCancel={onClose}
      afterClose={reset}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        {t('retry.text')}
        <ApiCall action="RetryTask" request={retryTaskRequest(app, taskId)} />
        {error && <ErrorNotice error={error} />}
      </Flex>
    </Modal>
  );
}
