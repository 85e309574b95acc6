import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';

interface Props {
  url: string;
  /** What it is: "100010". */
  name: string;
  /** A file; a playlist alone is nothing to keep. */
  isFile?: boolean;
}

/** What can be done with every URL: copy, open, download. */
export function LinkActions({ url, name, isFile = true }: Props) {
  const { t } = useTranslation('quick-view');
  const open = t('link.open', { name });
  const download = t('link.download', { name });
  return (
    <span className="qv-actions">
      <CopyButton text={url} label={t('link.url', { name })} />
      <Tooltip title={open}>
        <Button type="text" size="small" icon={<ExportOutlined aria-hidden />} aria-label={open} href={url} target="_blank" rel="noreferrer" />
      </Tooltip>
      {isFile && (
        <Tooltip title={download}>
          <Button type="text" size="small" icon={<DownloadOutlined aria-hidden />} aria-label={download} href={url} download />
        </Tooltip>
      )}
    </span>
  );
}
