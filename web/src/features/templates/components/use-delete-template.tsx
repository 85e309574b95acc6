import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import type { TemplateRow } from '@/lib/templates';

import { deleteTemplate } from '../api/delete-template';

/** Asks, deletes, and reads the list again. */
export function useDeleteTemplate(app: number): (row: TemplateRow, onDone?: () => void) => void {
  const { t } = useTranslation(['templates', 'common']);
  const { modal, message } = App.useApp();
  const queryClient = useQueryClient();
  return ({ kind, definition, name }, onDone) => {
    modal.confirm({
      title: t('delete.title', { definition: `${definition} ${name}`.trim() }),
      content: t('delete.text'),
      okText: t('common:action.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:action.cancel'),
      onOk: async () => {
        try {
          await deleteTemplate(kind, app, definition);
        } catch (error) {
          modal.error({ title: t('delete.title', { definition }), content: <ErrorNotice error={error} /> });
          return;
        }
        void message.success(t('delete.done', { definition }));
        onDone?.();
        await queryClient.invalidateQueries({ queryKey: ['templates', app, kind] });
      },
    });
  };
}
