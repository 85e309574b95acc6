import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { bytesText } from '@/lib/format';

import { usageQuery } from '../api/describe-usage';

/** How much an application holds, in a line; an error says so in its place. */
export function ApplicationUsage({ app }: { app: number }) {
  const { t, i18n } = useTranslation(['applications', 'common']);
  const { data, error } = useQuery(usageQuery(app));
  if (error) return <Typography.Text type="danger">{error.message}</Typography.Text>;
  if (!data) return <Typography.Text type="secondary">{t('common:state.loading')}</Typography.Text>;
  const media = (data.MediaCount ?? 0).toLocaleString(i18n.language);
  const hasBytes = data.OriginalBytes != null || data.OutputBytes != null;
  const open = (data.TasksWaiting ?? 0) + (data.TasksProcessing ?? 0);
  return (
    <>
      {t('usageMedia', { media })}
      {hasBytes && ` · ${bytesText((data.OriginalBytes ?? 0) + (data.OutputBytes ?? 0))}`}
      {open > 0 && ` · ${t('usageTasks', { open })}`}
    </>
  );
}
