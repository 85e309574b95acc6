import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import type { MediaSummary } from '@/lib/wire/types';

import { renameMedia, renameMediaRequest } from '../api/rename-media';
import { idOf } from '../model/media-rows';
import { dialogStyle } from './dialog-style';

const nameMax = 64;

interface Props {
  app: number;
  row: MediaSummary;
  onClose: () => void;
}

export function RenameDialog({ app, row, onClose }: Props) {
  const { t } = useTranslation('media');
  const { t: common } = useTranslation();
  const [name, setName] = useState(row.Name ?? '');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => renameMedia(app, idOf(row), name.trim()),
    onSuccess: onClose,
  });
  const isEmpty = name.trim() === '';
  return (
    <Modal
      {...dialogStyle}
      open
      title={t('rename.title')}
      onCancel={onClose}
      onOk={() => mutate()}
      okText={common('action.save')}
      okButtonProps={{ disabled: isEmpty, loading: isPending }}
    >
      <Form layout="vertical" onFinish={() => !isEmpty && mutate()}>
        <Form.Item
          label={t('rename.name')}
          htmlFor="media-name"
          validateStatus={isEmpty ? 'error' : undefined}
          help={isEmpty ? t('rename.empty') : undefined}
        >
          <Input
            id="media-name"
            autoFocus
            maxLength={nameMax}
            showCount
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Form.Item>
      </Form>
      {error && <ErrorNotice error={error} />}
      <ApiCall action="ModifyMediaInfo" request={renameMediaRequest(app, idOf(row), name.trim())} />
    </Modal>
  );
}
