import { useQuery } from '@tanstack/react-query';
import { Form, Select, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { proceduresQuery } from '@/lib/procedures';

export function ProcedureChoice({ app }: { app: number }) {
  const { t } = useTranslation('process');
  const { t: common } = useTranslation();
  const { data: procedures, error, isPending, refetch } = useQuery(proceduresQuery(app));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return (
    <Form.Item name="procedure" label={t('procedure.label')}>
      <Select
        showSearch
        loading={isPending}
        placeholder={t('procedure.choose')}
        notFoundContent={isPending ? common('state.loading') : t('procedure.none')}
        options={(procedures ?? []).map(({ Name, Comment }) => ({ value: Name ?? '', label: Name ?? '', comment: Comment ?? '' }))}
        optionRender={({ data, label }) => (
          <>
            <div>{label}</div>
            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
              {String(data.comment)}
            </Typography.Text>
          </>
        )}
      />
    </Form.Item>
  );
}
