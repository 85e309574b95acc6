import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { applicationsQuery } from '@/lib/applications';
import type { SubAppIdInfo } from '@/lib/wire/types';

import { modifyApplicationStatus } from '../api/modify-application-status';

/** Switches an application off, after asking, or on again. */
export function ApplicationStatusButton({ application, disabled }: { application: SubAppIdInfo; disabled: boolean }) {
  const { t } = useTranslation(['applications', 'common']);
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const app = application.SubAppId ?? 0;
  const isOn = application.Status === 'On';
  const change = useMutation({
    mutationFn: modifyApplicationStatus,
    onSuccess: () => queries.invalidateQueries(applicationsQuery()),
    onError: (error) => void modal.error({ title: t('failed'), content: <ErrorNotice error={error} /> }),
  });
  const request = { SubAppId: app, Status: isOn ? 'Off' : 'On' };
  const ask = () => {
    if (!isOn) return change.mutate(request);
    void modal.confirm({
      title: t('switchOffTitle', { name: application.Name }),
      content: (
        <>
          <p>{t('switchOffText')}</p>
          <ApiCall action="ModifySubAppIdStatus" request={request} />
        </>
      ),
      okText: t('switchOff'),
      cancelText: t('common:action.cancel'),
      width: 640,
      onOk: () => change.mutateAsync(request).catch(() => undefined),
    });
  };
  return (
    <Button size="small" disabled={disabled} loading={change.isPending} onClick={ask}>
      {isOn ? t('switchOff') : t('switchOn')}
    </Button>
  );
}
