import { LinkOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';

import { PullDialog } from './pull-dialog';

/** Opens the pull dialog. */
export function PullButton({ size }: { size?: 'large' }) {
  const { t } = useTranslation('uploads');
  const { isReadOnly } = useSignedIn();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Tooltip title={isReadOnly ? t('readOnly') : undefined}>
        <Button icon={<LinkOutlined aria-hidden />} size={size} disabled={isReadOnly} onClick={() => setOpen(true)}>
          {t('pull')}
        </Button>
      </Tooltip>
      <PullDialog open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
