import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useSignedIn } from '@/lib/api';
import type { KeyInfo } from '@/lib/wire/types';

import { deleteKey } from '../api/delete-key';
import { keysQuery } from '../api/list-keys';
import { modifyKeyStatus } from '../api/modify-key-status';

/** Disable, enable and delete a key; both ends are asked for, since its programs stop at once. */
export function KeyActions({ row }: { row: KeyInfo }) {
  const { t } = useTranslation(['keys', 'common']);
  const { modal } = App.useApp();
  const session = useSignedIn();
  const queries = useQueryClient();
  const id = row.SecretId ?? '';
  const isEnabled = row.Status === 'Enabled';
  const settled = {
    onSuccess: () => queries.invalidateQueries(keysQuery()),
    onError: (error: Error) => void modal.error({ title: t('failed'), content: <ErrorNotice error={error} /> }),
  };
  const status = useMutation({ mutationFn: modifyKeyStatus, ...settled });
  const removal = useMutation({ mutationFn: deleteKey, ...settled });
  if (row.IsRoot) return <>{t('rootStays')}</>;

  const own = row.Name === session.keyName ? ` ${t('ownKey')}` : '';
  const statusRequest = { KeyId: id, Status: isEnabled ? 'Disabled' : 'Enabled' };
  const changeStatus = () => {
    if (!isEnabled) return status.mutate(statusRequest);
    void modal.confirm({
      title: t('disableTitle', { name: row.Name }),
      content: (
        <>
          <p>{t('disableText') + own}</p>
          <ApiCall action="ModifyKeyStatus" request={statusRequest} />
        </>
      ),
      okText: t('disable'),
      cancelText: t('common:action.cancel'),
      width: 640,
      onOk: () => status.mutateAsync(statusRequest).catch(() => undefined),
    });
  };
  const remove = () =>
    void modal.confirm({
      title: t('deleteTitle', { name: row.Name }),
      content: (
        <>
          <p>{t('deleteText') + own}</p>
          <ApiCall action="DeleteKey" request={{ KeyId: id }} />
        </>
      ),
      okText: t('common:action.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:action.cancel'),
      width: 640,
      onOk: () => removal.mutateAsync({ KeyId: id }).catch(() => undefined),
    });
  return (
    <Flex gap={8}>
      <Button size="small" loading={status.isPending} onClick={changeStatus}>
        {isEnabled ? t('disable') : t('enable')}
      </Button>
      <Button size="small" danger loading={removal.isPending} onClick={remove}>
        {t('common:action.delete')}
      </Button>
    </Flex>
  );
}
