import { CloudUploadOutlined } from '@ant-design/icons';
import { theme, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';

import { UploadDialogDoor } from './upload-dialog-door';
import { type Dropped, useFileDrop } from './use-file-drop';

/** Takes files that are dropped anywhere on its content, and asks what becomes of them. */
export function DropZone({ children }: { children: ReactNode }) {
  const { t } = useTranslation('uploads');
  const { token } = theme.useToken();
  const { isReadOnly } = useSignedIn();
  const [opened, setOpened] = useState<Dropped>();
  const { isOver, handlers } = useFileDrop(setOpened, !isReadOnly);
  return (
    <div {...handlers} style={{ position: 'relative', minHeight: '100%' }}>
      {children}
      {isOver && (
        <div
          style={{
            position: 'absolute',
            inset: 8,
            zIndex: 10,
            display: 'flex',
            flexDirection: 'column',
            gap: 8,
            alignItems: 'center',
            justifyContent: 'center',
            pointerEvents: 'none',
            border: `2px dashed ${token.colorPrimary}`,
            borderRadius: token.borderRadiusLG,
            background: token.colorBgElevated,
            opacity: 0.96,
          }}
        >
          <CloudUploadOutlined aria-hidden style={{ fontSize: 48, color: token.colorPrimary }} />
          <Typography.Text strong style={{ fontSize: 18 }}>
            {t('overlay')}
          </Typography.Text>
        </div>
      )}
      <UploadDialogDoor opened={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}
