import { Button, Space, Table, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { SectionCard } from '@/components/section-card';
import { TimeText } from '@/components/time-text';
import { useSignedIn } from '@/lib/api';
import type { SigningSecretInfo } from '@/lib/wire/types';

import { NewSecret } from './new-secret';
import { RemoveSecret } from './remove-secret';
import { SignKey } from './sign-key';

type Dialog = { kind: 'new' } | { kind: 'key' } | { kind: 'remove'; secret: SigningSecretInfo };

/** What callbacks are signed with. */
export function Signatures({ app, secrets }: { app: number; secrets: SigningSecretInfo[] }) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { isReadOnly } = useSignedIn();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const locked = isReadOnly ? t('readOnly') : undefined;
  return (
    <SectionCard
      title={t('signatures.title')}
      extra={
        <Tooltip title={locked}>
          <Space>
            <Button disabled={isReadOnly} onClick={() => setDialog({ kind: 'new' })}>
              {t(secrets.length > 0 ? 'signatures.rotate' : 'signatures.new')}
            </Button>
            <Button disabled={isReadOnly} onClick={() => setDialog({ kind: 'key' })}>
              SignKey…
            </Button>
          </Space>
        </Tooltip>
      }
    >
      <Typography.Paragraph type="secondary">{t('signatures.help')}</Typography.Paragraph>
      <Table<SigningSecretInfo>
        size="small"
        rowKey={(secret) => secret.SecretName ?? ''}
        dataSource={secrets}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('signatures.none') }}
        columns={[
          {
            title: t('signatures.name'),
            render: (_, secret) => (
              <>
                <span className="mono">{secret.SecretName}</span>
                {secret.PublicKey && <CopyButton text={secret.PublicKey} label={t('signatures.publicKey')} />}
                <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
                  {t(secret.Kind === 'v1a' ? 'signatures.v1a' : 'signatures.v1')}
                </Typography.Text>
              </>
            ),
          },
          { title: t('signatures.since'), render: (_, secret) => <TimeText iso={secret.CreateTime} /> },
          {
            title: t('signatures.until'),
            render: (_, secret) =>
              secret.ExpireTime?.startsWith('9999') ? t('signatures.forever') : <TimeText iso={secret.ExpireTime} />,
          },
          {
            title: <span className="visually-hidden">{t('signatures.remove')}</span>,
            render: (_, secret) => (
              <Tooltip title={locked}>
                <Button size="small" danger disabled={isReadOnly} onClick={() => setDialog({ kind: 'remove', secret })}>
                  {t('signatures.remove')}
                </Button>
              </Tooltip>
            ),
          },
        ]}
      />
      {dialog?.kind === 'new' && <NewSecret app={app} hasOthers={secrets.length > 0} onClose={close} />}
      {dialog?.kind === 'key' && <SignKey app={app} onClose={close} />}
      {dialog?.kind === 'remove' && <RemoveSecret app={app} secret={dialog.secret} onClose={close} />}
    </SectionCard>
  );
}
