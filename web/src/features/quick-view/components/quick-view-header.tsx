import { CloseOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CopyButton } from '@/components/copy-button';
import { useSignedIn } from '@/lib/api';
import type { MediaInfo, MediaSummary, TaskSummary } from '@/lib/wire/types';

import { MediaName } from './media-name';
import { MediaStatus } from './media-status';

interface Props {
  app: number;
  fileId: string;
  media: MediaInfo;
  summary: MediaSummary | null | undefined;
  tasks: TaskSummary[];
  headingId: string;
  onClose: () => void;
}

const EditDialog = lazy(() => import('./dialogs/edit-dialog'));
const DeleteMediaDialog = lazy(() => import('./dialogs/delete-media-dialog'));

/** Whose panel it is: name, status, FileId; edit, delete, close. */
export function QuickViewHeader({ app, fileId, media, summary, tasks, headingId, onClose }: Props) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { isReadOnly } = useSignedIn();
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  // A dialog is loaded when it is first opened, and stays to close by itself.
  const [loaded, setLoaded] = useState({ edit: false, delete: false });
  const open = (which: 'edit' | 'delete') => {
    setLoaded((before) => ({ ...before, [which]: true }));
    setDialog(which);
  };
  const why = isReadOnly ? t('readOnly') : undefined;
  const close = () => setDialog(undefined);
  return (
    <header className="qv-header">
      <div className="qv-row">
        <MediaName app={app} fileId={fileId} name={media.BasicInfo?.Name ?? ''} headingId={headingId} />
        <div className="qv-row qv-nowrap">
          <Tooltip title={why}>
            <Button icon={<EditOutlined aria-hidden />} disabled={isReadOnly} onClick={() => open('edit')}>
              {common('action.edit')}
            </Button>
          </Tooltip>
          <Tooltip title={why}>
            <Button danger icon={<DeleteOutlined aria-hidden />} disabled={isReadOnly} onClick={() => open('delete')}>
              {common('action.delete')}
            </Button>
          </Tooltip>
          <Tooltip title={t('closeHint')}>
            <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('close')} onClick={onClose} />
          </Tooltip>
        </div>
      </div>
      <div className="qv-row">
        <MediaStatus media={media} summary={summary} tasks={tasks} />
        <span className="qv-quiet">
          FileId <span className="mono">{fileId}</span>
          <CopyButton text={fileId} label="FileId" />
        </span>
      </div>
      <Suspense fallback={null}>
        {loaded.edit && <EditDialog app={app} fileId={fileId} media={media} isOpen={dialog === 'edit'} onClose={close} />}
        {loaded.delete && (
          <DeleteMediaDialog
            app={app}
            fileId={fileId}
            media={media}
            isOpen={dialog === 'delete'}
            onClose={close}
            onDeleted={onClose}
          />
        )}
      </Suspense>
    </header>
  );
}
