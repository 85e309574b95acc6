import { DeleteOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';

import type { Output } from '../../outputs';
import { LinkActions } from '../link-actions';

interface Props {
  output: Output;
  name: string;
  onDelete: () => void;
}

export function OutputActions({ output, name, onDelete }: Props) {
  const { t } = useTranslation('quick-view');
  const { isReadOnly } = useSignedIn();
  const label = isReadOnly ? t('readOnly') : t('deleteOutput.title', { name });
  return (
    <span className="qv-actions qv-output-actions">
      <LinkActions url={output.url} name={name} isFile={output.way === 'file'} />
      <Tooltip title={label}>
        <Button type="text" size="small" danger icon={<DeleteOutlined aria-hidden />} aria-label={label} disabled={isReadOnly} onClick={onDelete} />
      </Tooltip>
    </span>
  );
}
