import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Space, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { CopyButton } from '@/components/copy-button';
import { ErrorNotice } from '@/components/error-notice';

import { modifyEventConfig } from '../api/modify-event-config';
import { randomSignKey, signKeyCharacters } from '../logic/random-key';

/** Sets or removes the SignKey, the cloud's own signature. The API never tells it again, so there is nothing to show. */
export function SignKey({ app, onClose }: { app: number; onClose: () => void }) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { message } = App.useApp();
  const [key, setKey] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: modifyEventConfig,
    onSuccess: (_, request) => {
      void message.success(t(request.SignKey ? 'signKey.saved' : 'signKey.removed'));
      onClose();
    },
  });
  const isUsable = /^[0-9A-Za-z]{1,32}$/.test(key);
  return (
    <Modal
      open
      destroyOnHidden
      title={t('signKey.title')}
      onCancel={onClose}
      width={600}
      footer={[
        <Button key="remove" danger disabled={isPending} onClick={() => mutate({ SubAppId: app, SignKey: '' })}>
          {t('signKey.remove')}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>,
        <Button key="set" type="primary" loading={isPending} disabled={!isUsable} onClick={() => mutate({ SubAppId: app, SignKey: key })}>
          {t('common:action.confirm')}
        </Button>,
      ]}
    >
      <Typography.Paragraph>{t('signKey.help')}</Typography.Paragraph>
      <Form layout="vertical" requiredMark={false}>
        <Form.Item label="SignKey" htmlFor="sign-key" help={key && !isUsable ? t('signKey.wrong') : undefined} validateStatus={key && !isUsable ? 'error' : undefined}>
          <Space.Compact block>
            <Input id="sign-key" className="mono" value={key} maxLength={signKeyCharacters} autoComplete="off" spellCheck={false} onChange={(event) => setKey(event.target.value)} />
            <Button onClick={() => setKey(randomSignKey())}>{t('signKey.generate')}</Button>
          </Space.Compact>
        </Form.Item>
      </Form>
      {isUsable && (
        <Alert
          type="info"
          showIcon
          title={
            <>
              {t('signKey.copyNow')} <CopyButton text={key} label="SignKey" />
            </>
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {error && <ErrorNotice error={error} />}
      <ApiCall action="ModifyEventConfig" request={{ SubAppId: app, SignKey: key }} />
    </Modal>
  );
}
