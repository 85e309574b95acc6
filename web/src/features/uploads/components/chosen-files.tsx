import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Tooltip, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { bytesText } from '@/lib/format';

import { nameCharactersMax } from '../transfer/apply-request';
import type { FileRefusal } from '../transfer/file-check';

export interface ChosenFile {
  key: number;
  file: File;
  /** Of the media. */
  name: string;
  refusal: FileRefusal | undefined;
}

/** The files that were chosen: a name for each, its size, or why it can't go. */
export function ChosenFiles({ files, onChange }: { files: ChosenFile[]; onChange: (files: ChosenFile[]) => void }) {
  const { t } = useTranslation('uploads');
  if (files.length === 0) return null;
  return (
    <ul
      aria-label={t('dialog.files')}
      style={{ listStyle: 'none', margin: '12px 0 0', padding: 0, maxHeight: 260, overflowY: 'auto' }}
    >
      {files.map((chosen) => {
        const { key, file, name, refusal } = chosen;
        const rename = (next: string) => onChange(files.map((row) => (row === chosen ? { ...row, name: next } : row)));
        return (
          <li key={key} style={{ display: 'flex', gap: 8, alignItems: 'center', padding: '4px 0' }}>
            <div style={{ flex: 1, minWidth: 0 }}>
              {refusal ? (
                <>
                  <Typography.Text ellipsis={{ tooltip: file.name }} delete>
                    {file.name}
                  </Typography.Text>
                  <div>
                    <Typography.Text type="danger">{t(`file.${refusal}`)}</Typography.Text>
                  </div>
                </>
              ) : (
                <Input
                  aria-label={t('dialog.name', { file: file.name })}
                  value={name}
                  maxLength={nameCharactersMax}
                  placeholder={file.name}
                  onChange={({ target }) => rename(target.value)}
                />
              )}
            </div>
            <Typography.Text type="secondary" style={{ width: 84, textAlign: 'right', whiteSpace: 'nowrap' }}>
              {bytesText(file.size)}
            </Typography.Text>
            <Tooltip title={t('dialog.remove', { file: file.name })}>
              <Button
                type="text"
                aria-label={t('dialog.remove', { file: file.name })}
                icon={<DeleteOutlined aria-hidden />}
                onClick={() => onChange(files.filter((row) => row !== chosen))}
              />
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
