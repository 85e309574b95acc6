import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  MinusCircleOutlined,
  StopOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { Space, theme } from 'antd';
import { useTranslation } from 'react-i18next';

import type { TaskState } from '@/lib/tasks';

const icons: Record<TaskState, React.ReactNode> = {
  waiting: <ClockCircleOutlined aria-hidden />,
  processing: <SyncOutlined aria-hidden />,
  done: <CheckCircleOutlined aria-hidden />,
  failed: <CloseCircleOutlined aria-hidden />,
  cancelled: <MinusCircleOutlined aria-hidden />,
  aborted: <StopOutlined aria-hidden />,
};

/** The state of a task, or of a part of one, in one word with its sign. */
export function TaskStateText({ state }: { state: TaskState }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const colors: Record<TaskState, string> = {
    waiting: token.colorTextSecondary,
    processing: token.colorLink,
    done: token.colorSuccessText,
    failed: token.colorErrorText,
    cancelled: token.colorWarningText,
    aborted: token.colorTextSecondary,
  };
  return (
    <Space size={6} style={{ color: colors[state], whiteSpace: 'nowrap' }}>
      {icons[state]}
      {t(`task.state.${state}`)}
    </Space>
  );
}
