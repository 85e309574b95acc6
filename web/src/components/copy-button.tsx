import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { copyText } from '@/lib/clipboard';

const shownMs = 1500;

/** Copies a text; `label` says what it is ("FileId"). */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Tooltip title={copied ? t('action.copied') : `${t('action.copy')}: ${label}`}>
      <Button
        type="text"
        size="small"
        aria-label={`${t('action.copy')}: ${label}`}
        icon={copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
        onClick={(event) => {
          event.stopPropagation();
          void copyText(text).then(setCopied);
        }}
      />
    </Tooltip>
  );
}
