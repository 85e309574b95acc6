import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import type { RequestOf } from '@/lib/api';
import { bytesText } from '@/lib/format';

import { deleteMedia } from '@/features/quick-view/api/delete-media';
import { mediaQuery } from '@/features/quick-view/api/describe-media';
import type { Output, OutputKind } from '../../outputs';

interface Props {
  app: number;
  fileId: string;
  /** What is to go; undefined while nothing is. */
  output: Output | undefined;
  name: string;
  onClose: () => void;
}

const partTypes: Record<OutputKind, string> = {
  original: 'OriginalFiles',
  transcode: 'TranscodeFiles',
  adaptive: 'AdaptiveDynamicStreamingFiles',
};

function requestFor(app: number, fileId: string, output: Output): RequestOf<'DeleteMedia'> {
  const definition = output.kind === 'original' ? {} : { Definition: output.definition };
  return { FileId: fileId, SubAppId: app, DeleteParts: [{ Type: partTypes[output.kind], ...definition }] };
}

/** Asks before one output goes; the media stays. */
export function DeleteOutputDialog({ app, fileId, output, name, onClose }: Props) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteMedia,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: mediaQuery(app, fileId).queryKey, exact: true });
      void message.success(t('deleteOutput.done'));
      onClose();
    },
  });
  const request = output && requestFor(app, fileId, output);
  return (
    <Modal
      title={t('deleteOutput.title', { name })}
      open={output !== undefined}
      onCancel={onClose}
      okText={common('action.delete')}
      cancelText={common('action.cancel')}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() => request && remove.mutate(request)}
      afterClose={() => remove.reset()}
      destroyOnHidden
    >
      <Typography.Paragraph>
        {output?.kind === 'original'
          ? t('deleteOutput.original', { size: bytesText(output.sizeBytes) })
          : t('deleteOutput.what', { size: bytesText(output?.sizeBytes) })}
      </Typography.Paragraph>
      {remove.error && <ErrorNotice error={remove.error} />}
      {request && <ApiCall action="DeleteMedia" request={request} />}
    </Modal>
  );
}
