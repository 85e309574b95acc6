import { UploadOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';

import { UploadDialogDoor } from './upload-dialog-door';
import type { Dropped } from './use-file-drop';

/** Opens the dialog that chooses files and what becomes of them. */
export function UploadButton() {
  const { t } = useTranslation('uploads');
  const { isReadOnly } = useSignedIn();
  const [opened, setOpened] = useState<Dropped>();
  return (
    <>
      <Tooltip title={isReadOnly ? t('readOnly') : undefined}>
        <Button
          type="primary"
          icon={<UploadOutlined aria-hidden />}
          disabled={isReadOnly}
          onClick={() => setOpened({ files: [], hadFolders: false })}
        >
          {t('upload')}
        </Button>
      </Tooltip>
      <UploadDialogDoor opened={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
