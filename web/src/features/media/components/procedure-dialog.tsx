import { useQuery } from '@tanstack/react-query';
import { Form, Modal, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { proceduresQuery } from '@/lib/procedures';
import type { MediaSummary } from '@/lib/wire/types';

import { processByProcedure, processByProcedureRequest } from '../api/process-by-procedure';
import { idOf } from '../model/media-rows';
import { type EachState, runEach } from '../model/run-each';
import { dialogStyle } from './dialog-style';
import { EachProgress } from './each-progress';
import { MediaNames } from './media-names';

interface Props {
  app: number;
  rows: readonly MediaSummary[];
  onClose: () => void;
}

/** Starts one procedure on each of some media. */
export function ProcedureDialog({ app, rows, onClose }: Props) {
  const { t } = useTranslation('media');
  const { t: common } = useTranslation();
  const procedures = useQuery(proceduresQuery(app));
  const [chosen, setChosen] = useState<string>();
  const [state, setState] = useState<EachState>();
  const procedure = chosen ?? procedures.data?.[0]?.Name ?? '';
  const isRunning = state !== undefined && state.done < rows.length;
  const isOver = state !== undefined && !isRunning;
  const run = async () => {
    setState({ done: 0, failures: [] });
    const end = await runEach(rows.map(idOf), (id) => processByProcedure(app, id, procedure), setState);
    if (end.failures.length === 0) onClose();
  };
  return (
    <Modal
      {...dialogStyle}
      open
      title={t('procedure.title', { count: rows.length })}
      onCancel={onClose}
      onOk={() => void (isOver ? onClose() : run())}
      okText={isOver ? common('action.close') : t('procedure.start')}
      okButtonProps={{ disabled: procedure === '', loading: isRunning }}
      mask={{ closable: !isRunning }}
    >
      {procedures.error && <ErrorNotice error={procedures.error} onRetry={() => void procedures.refetch()} />}
      {procedures.data?.length === 0 && (
        <Typography.Paragraph>
          {t('procedure.none')} <Link to={`/apps/${app}/procedures`}>{t('procedure.toProcedures')}</Link>
        </Typography.Paragraph>
      )}
      <Form layout="vertical">
        <Form.Item label={t('procedure.choose')} htmlFor="media-procedure">
          <Select
            id="media-procedure"
            showSearch
            loading={procedures.isPending}
            value={procedure || undefined}
            options={(procedures.data ?? []).map(({ Name, Comment }) => ({
              value: Name ?? '',
              label: Comment ? `${Name} (${Comment})` : Name,
            }))}
            onChange={setChosen}
          />
        </Form.Item>
      </Form>
      <Typography.Text>{t('procedure.on', { count: rows.length })}</Typography.Text>
      <MediaNames rows={rows} />
      {state && <EachProgress rows={rows} state={state} />}
      {rows.length > 1 && <Typography.Text type="secondary">{t('each.callOfFirst')}</Typography.Text>}
      <ApiCall
        action="ProcessMediaByProcedure"
        request={processByProcedureRequest(app, idOf(rows[0] ?? {}), procedure)}
      />
    </Modal>
  );
}
