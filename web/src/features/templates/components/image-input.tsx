import { Flex, theme, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { bytesText } from '@/lib/format';

const bytesMax = 5 * 1024 * 1024; // docs/guide/templates.md

interface Props {
  id?: string;
  /** Base64 of the file. */
  value?: string;
  onChange?: (value: string | undefined) => void;
  /** What is drawn as long as no other file is chosen. */
  keptUrl?: string;
}

const base64Of = (file: File) =>
  new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => failed(reader.error ?? new Error('not readable'));
    reader.readAsDataURL(file);
  });

/** Reads a picture file into the form, as the API takes it. */
export function ImageInput({ id, value, onChange, keptUrl }: Props) {
  const { t } = useTranslation('templates');
  const { token } = theme.useToken();
  const [note, setNote] = useState('');
  const url = value ? `data:image/png;base64,${value}` : keptUrl;
  const read = async (file: File | undefined) => {
    if (!file) return;
    const isTaken = file.size <= bytesMax && /^image\/(png|jpeg|gif)$/.test(file.type);
    setNote(isTaken ? t('image.chosen', { name: file.name, size: bytesText(file.size) }) : t('problem.image'));
    onChange?.(isTaken ? await base64Of(file) : undefined);
  };
  return (
    <Flex gap={12} align="center" wrap>
      {url && (
        <img
          src={url}
          alt={t('image.alt')}
          style={{ maxWidth: 120, maxHeight: 64, background: token.colorFillSecondary, borderRadius: token.borderRadiusSM }}
        />
      )}
      <div>
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/gif"
          onChange={({ target }) => void read(target.files?.[0])}
          style={{ color: token.colorText, maxWidth: '100%' }}
        />
        <Typography.Text type="secondary" aria-live="polite" style={{ display: 'block' }}>
          {note || (keptUrl && !value ? t('editor.imageKept') : t('problem.image'))}
        </Typography.Text>
      </div>
    </Flex>
  );
}
