import { Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import type { MediaSummary } from '@/lib/wire/types';

import { deleteMedia, deleteMediaRequest } from '../api/delete-media';
import { idOf } from '../model/media-rows';
import { type EachState, runEach } from '../model/run-each';
import { dialogStyle } from './dialog-style';
import { EachProgress } from './each-progress';
import { MediaNames } from './media-names';

interface Props {
  app: number;
  /** As they were when the question came up: rows that are gone by now stay in the list of names. */
  rows: readonly MediaSummary[];
  onClose: () => void;
}

/** Asks before media go for good, and tells of each one that could not be deleted. */
export function DeleteDialog({ app, rows, onClose }: Props) {
  const { t } = useTranslation('media');
  const { t: common } = useTranslation();
  const [state, setState] = useState<EachState>();
  const isRunning = state !== undefined && state.done < rows.length;
  const isOver = state !== undefined && !isRunning;
  const run = async () => {
    setState({ done: 0, failures: [] });
    const end = await runEach(rows.map(idOf), (id) => deleteMedia(app, id), setState);
    if (end.failures.length === 0) onClose();
  };
  return (
    <Modal
      {...dialogStyle}
      open
      title={t('delete.title', { count: rows.length })}
      onCancel={onClose}
      onOk={() => void (isOver ? onClose() : run())}
      okText={isOver ? common('action.close') : t('delete.confirm', { count: rows.length })}
      okButtonProps={{ danger: !isOver, loading: isRunning }}
      cancelButtonProps={{ style: isOver ? { display: 'none' } : undefined }}
      mask={{ closable: !isRunning }}
    >
      <Typography.Text>{t('delete.what', { count: rows.length })}</Typography.Text>
      <MediaNames rows={rows} />
      {state && <EachProgress rows={rows} state={state} />}
      {rows.length > 1 && <Typography.Text type="secondary">{t('each.callOfFirst')}</Typography.Text>}
      <ApiCall action="DeleteMedia" request={deleteMediaRequest(app, idOf(rows[0] ?? {}))} />
    </Modal>
  );
}
