import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@tanstack/react-query';

import { ErrorNotice } from '@/components/error-notice';

import { createConsoleSession } from '../api/create-console-session';

interface Typed {
  secretId: string;
  secretKey: string;
}

/** By the one-time link's token, at once, or by a key that is typed in. `onDone` runs with credentials in the tab. */
export function SignIn({ token, onDone }: { token: string | undefined; onDone: () => void }) {
  const { t } = useTranslation('sign-in');
  const { mutate, error, isPending, variables } = useMutation({ mutationFn: createConsoleSession, onSuccess: onDone });
  const triedToken = useRef<string>(undefined);
  useEffect(() => {
    if (!token || triedToken.current === token) return;
    triedToken.current = token;
    mutate({ oneTimeToken: token });
  }, [token, mutate]);
  const linkFailed = error && variables && 'oneTimeToken' in variables;
  return (
    <main style={{ display: 'grid', placeItems: 'center', minHeight: '100%', padding: 24 }}>
      <Card style={{ width: 'min(440px, 100%)' }}>
        <Typography.Title level={1} style={{ fontSize: 24 }}>
          {t('title')}
        </Typography.Title>
        {linkFailed && <Alert type="warning" showIcon title={t('linkFailed')} style={{ marginBottom: 16 }} />}
        <Form<Typed>
          layout="vertical"
          requiredMark={false}
          onFinish={({ secretId, secretKey }) =>
            mutate({ key: { secretId: secretId.trim(), secretKey: secretKey.trim() } })
          }
        >
          <Form.Item name="secretId" label={t('secretId')} rules={[{ required: true, message: t('required') }]}>
            <Input autoComplete="username" spellCheck={false} autoFocus />
          </Form.Item>
          <Form.Item name="secretKey" label={t('secretKey')} rules={[{ required: true, message: t('required') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {error && !linkFailed && <ErrorNotice error={error} />}
          <Button type="primary" htmlType="submit" block loading={isPending} style={{ marginTop: 16 }}>
            {t('signIn')}
          </Button>
        </Form>
        <Typography.Paragraph type="secondary" style={{ marginTop: 16, marginBottom: 0 }}>
          {t('hint')} <code>openvod keys console-link</code>
        </Typography.Paragraph>
      </Card>
    </main>
  );
}
