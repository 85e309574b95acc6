import { CloudUploadOutlined, PlayCircleOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Flex, theme, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';

import { uploadSample } from '../transfer/sample-clip';
import { PullButton } from './pull-button';
import { UploadDialogDoor } from './upload-dialog-door';
import type { Dropped } from './use-file-drop';
import { useFileChoice } from './use-file-choice';

/** What an empty list shows: the three ways to a first media. Stands inside a DropZone, which takes what is dropped. */
export function EmptyDrop() {
  const { t } = useTranslation('uploads');
  const { token } = theme.useToken();
  const { isReadOnly } = useSignedIn();
  const [opened, setOpened] = useState<Dropped>();
  const { choose, input } = useFileChoice((files) => setOpened({ files, hadFolders: false }), { label: t('dialog.choose') });
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 12,
        minHeight: 360,
        padding: '40px 24px',
        textAlign: 'center',
        border: `1px dashed ${token.colorBorder}`,
        borderRadius: token.borderRadiusLG,
        background: token.colorBgContainer,
      }}
    >
      <CloudUploadOutlined aria-hidden style={{ fontSize: 56, color: token.colorPrimary }} />
      <Typography.Title level={2} style={{ fontSize: 20, margin: 0 }}>
        {t('empty.title')}
      </Typography.Title>
      <Typography.Text type="secondary">{isReadOnly ? t('readOnly') : t('empty.hint')}</Typography.Text>
      <Flex wrap gap={12} justify="center" style={{ marginTop: 12 }}>
        <Button type="primary" size="large" icon={<UploadOutlined aria-hidden />} disabled={isReadOnly} onClick={choose}>
          {t('dialog.choose')}
        </Button>
        <SampleButton isDisabled={isReadOnly} />
        <PullButton size="large" />
      </Flex>
      {input}
      <UploadDialogDoor opened={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

/** One click: the clip is on its way. */
function SampleButton({ isDisabled }: { isDisabled: boolean }) {
  const { t } = useTranslation('uploads');
  const app = useAppId();
  const { message } = App.useApp();
  const [isLoading, setLoading] = useState(false);
  const load = async () => {
    setLoading(true);
    try {
      await uploadSample(app);
    } catch {
      void message.error(t('sample.missing'));
    } finally {
      setLoading(false);
    }
  };
  return (
    <Tooltip title={isDisabled ? undefined : t('empty.sampleHint')}>
      <Button
        size="large"
        icon={<PlayCircleOutlined aria-hidden />}
        loading={isLoading}
        disabled={isDisabled}
        onClick={() => void load()}
      >
        {t('empty.sample')}
      </Button>
    </Tooltip>
  );
}
