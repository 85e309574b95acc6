import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';

import { deleteProcedure } from '../api/delete-procedure';

/** Asks, deletes, and reads the list again. */
export function useDeleteProcedure(app: number): (name: string, onDone?: () => void) => void {
  const { t } = useTranslation(['procedures', 'common']);
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  return (name, onDone) => {
    modal.confirm({
      title: t('delete.title', { name }),
      content: t('delete.text'),
      okText: t('common:action.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:action.cancel'),
      onOk: async () => {
        try {
          await deleteProcedure(app, name);
        } catch (error) {
          modal.error({ title: t('delete.title', { name }), content: <ErrorNotice error={error} /> });
          return;
        }
        void message.success(t('delete.done', { name }));
        onDone?.();
        await queryClient.invalidateQueries({ queryKey: ['procedures'] });
      },
    });
  };
}
