import { Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import type { SigningSecretInfo } from '@/lib/wire/types';

import { useChangeDelivery } from '../logic/use-change-delivery';

interface Props {
  app: number;
  secret: SigningSecretInfo;
  onClose: () => void;
}

/** Asks before a secret signs no more. */
export function RemoveSecret({ app, secret, onClose }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { mutate, error, isPending } = useChangeDelivery(app, onClose);
  const request = { SubAppId: app, RemoveSecrets: [secret.SecretName ?? ''] };
  return (
    <Modal
      open
      destroyOnHidden
      title={t('signatures.removeTitle')}
      okText={t('signatures.remove')}
      okButtonProps={{ danger: true, loading: isPending }}
      cancelText={t('common:action.cancel')}
      onOk={() => mutate(request)}
      onCancel={onClose}
    >
      <Typography.Paragraph>
        <code>{secret.SecretName}</code> {t('signatures.removeHelp')}
      </Typography.Paragraph>
      {error && <ErrorNotice error={error} />}
      <ApiCall action="ModifyDeliveryConfig" request={request} />
    </Modal>
  );
}
