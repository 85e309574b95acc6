import { useMutation } from '@tanstack/react-query';
import { Button, Collapse, Flex, Form, Segmented, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useSignedIn } from '@/lib/api';
import { fieldErrorOf, showFieldError } from '@/lib/field-errors';

import { processMedia } from '../api/process-media';
import { processMediaByProcedure } from '../api/process-media-by-procedure';
import { lastTranscodes, noteTranscodes } from '../last-transcodes';
import { type Start, startAll } from '../start-all';
import { byProcedureRequest, fieldOfWire, firstWishes, outputCounts, processMediaRequest, type Wishes } from '../wishes';
import { MoreOutputs } from './more-outputs';
import { ProcedureChoice } from './procedure-choice';
import { TranscodeChoice } from './transcode-choice';
import { Ways } from './ways';

// What stands in the part that is closed at first.
const fieldsOfWays = ['clip', 'watermarks', 'priority', 'notify', 'sessionContext', 'sessionId'];

interface Props {
  app: number;
  fileIds: string[];
  onStarted: (starts: Start[]) => void;
  /** What the form stands on: the bar with the button covers what scrolls under it. */
  background: string;
}

/** What is to be made, and the button that starts it; beside it the call that it makes. */
export function ProcessForm({ app, fileIds, onStarted, background }: Props) {
  const { t } = useTranslation('process');
  const { isReadOnly } = useSignedIn();
  const [form] = Form.useForm<Wishes>();
  const [initial] = useState(() => firstWishes(lastTranscodes(app)));
  const wishes = (Form.useWatch([], { form, preserve: true }) as Wishes | undefined) ?? initial;
  const isByProcedure = wishes.by === 'procedure';
  const [openWays, setOpenWays] = useState<string[]>([]);
  const [shownError, setShownError] = useState<unknown>();

  const { mutate, isPending } = useMutation({
    mutationFn: () => {
      const start = isByProcedure ? processMediaByProcedure : processMedia;
      return startAll(fileIds, (fileId) => start(app, fileId, wishes));
    },
    onMutate: () => setShownError(undefined),
    onSuccess: (starts) => {
      if (!isByProcedure) noteTranscodes(app, wishes.transcodes);
      onStarted(starts);
    },
    onError: (error) => {
      const blamed = fieldErrorOf(error);
      if (blamed && fieldsOfWays.includes(String(fieldOfWire(blamed.path)[0]))) setOpenWays(['ways']);
      // The field must be on screen before it can be shown.
      setTimeout(() => setShownError(showFieldError(form, error, fieldOfWire) ? undefined : error));
    },
  });

  const counts = outputCounts(wishes);
  const isEmpty = isByProcedure ? !wishes.procedure : counts.length === 0;
  const reason = isReadOnly ? t('start.readOnly') : isEmpty ? t(isByProcedure ? 'start.noProcedure' : 'start.nothing') : '';
  const summary = isByProcedure ? (wishes.procedure ?? '') : counts.map(({ kind, count }) => t(`count.${kind}`, { count })).join(', ');
  const firstFile = fileIds[0] ?? '';

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={() => mutate()}
      style={{ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'flex-start' }}
    >
      <div style={{ flex: '3 1 360px', minWidth: 0 }}>
        <Form.Item name="by" noStyle>
          <Segmented
            block
            aria-label={t('by.label')}
            options={[
              { value: 'outputs', label: t('by.outputs') },
              { value: 'procedure', label: t('by.procedure') },
            ]}
            style={{ marginBottom: 12 }}
          />
        </Form.Item>
        {isByProcedure ? (
          <ProcedureChoice app={app} />
        ) : (
          <>
            <Typography.Title level={3} style={{ fontSize: 14 }}>
              {t('transcodes.title')}
            </Typography.Title>
            <Form.Item name="transcodes" style={{ marginBottom: 12 }}>
              <TranscodeChoice app={app} />
            </Form.Item>
            <Typography.Title level={3} style={{ fontSize: 14 }}>
              {t('more')}
            </Typography.Title>
            <MoreOutputs app={app} wishes={wishes} />
          </>
        )}
        <Collapse
          size="small"
          style={{ marginTop: 12 }}
          activeKey={openWays}
          onChange={(keys) => setOpenWays(keys)}
          items={[{ key: 'ways', label: t('ways'), children: <Ways app={app} hasOutputs={!isByProcedure} /> }]}
        />
        <Flex
          gap={12}
          align="center"
          // The shadow covers what scrolls through the padding below.
          style={{ position: 'sticky', bottom: 0, zIndex: 1, padding: '12px 0', background, boxShadow: `0 24px 0 ${background}` }}
        >
          <Tooltip title={reason}>
            <Button type="primary" htmlType="submit" loading={isPending} disabled={reason !== ''}>
              {fileIds.length > 1 ? t('start.several', { count: fileIds.length }) : t('start.one')}
            </Button>
          </Tooltip>
          <Typography.Text type="secondary" aria-live="polite">
            {reason || summary}
          </Typography.Text>
        </Flex>
        {shownError !== undefined && <ErrorNotice error={shownError} />}
      </div>
      <div style={{ flex: '2 1 320px', minWidth: 0 }}>
        {isByProcedure ? (
          <ApiCall action="ProcessMediaByProcedure" request={byProcedureRequest(app, firstFile, wishes)} />
        ) : (
          <ApiCall action="ProcessMedia" request={processMediaRequest(app, firstFile, wishes)} />
        )}
        {fileIds.length > 1 && <Typography.Text type="secondary">{t('start.callPerMedia', { count: fileIds.length })}</Typography.Text>}
      </div>
    </Form>
  );
}
