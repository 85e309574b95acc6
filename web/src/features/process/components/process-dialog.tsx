import { Modal } from 'antd';

export interface ProcessDialogProps {
  fileIds: string[];
  open: boolean;
  onClose: () => void;
}

/** The same processing of several media. */
export function ProcessDialog({ fileIds, open, onClose }: ProcessDialogProps) {
  return <Modal open={open} onCancel={onClose} title={String(fileIds.length)} destroyOnHidden />;
}
