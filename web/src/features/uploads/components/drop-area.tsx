import { InboxOutlined } from '@ant-design/icons';
import { theme, Typography } from 'antd';
import type { ReactNode } from 'react';

import { type Dropped, useFileDrop } from './use-file-drop';
import { useFileChoice } from './use-file-choice';

interface Props {
  onDrop: (dropped: Dropped) => void;
  hint: string;
  /** Of the file dialog. */
  label: string;
  isSmall?: boolean;
  /** Makes the button that opens the file dialog. */
  action: (choose: () => void) => ReactNode;
}

/** A bordered area for files, with a button for those who don't drag. */
export function DropArea({ onDrop, hint, label, isSmall, action }: Props) {
  const { token } = theme.useToken();
  const { isOver, handlers } = useFileDrop(onDrop);
  const { choose, input } = useFileChoice((files) => onDrop({ files, hadFolders: false }), { label });
  return (
    <div
      {...handlers}
      style={{
        display: 'flex',
        flexDirection: isSmall ? 'row' : 'column',
        flexWrap: 'wrap',
        gap: 12,
        alignItems: 'center',
        justifyContent: 'center',
        padding: isSmall ? 12 : '28px 16px',
        border: `1px dashed ${isOver ? token.colorPrimary : token.colorBorder}`,
        borderRadius: token.borderRadiusLG,
        background: isOver ? token.colorPrimaryBg : token.colorFillQuaternary,
      }}
    >
      {!isSmall && <InboxOutlined aria-hidden style={{ fontSize: 36, color: token.colorPrimary }} />}
      <Typography.Text>{hint}</Typography.Text>
      {action(choose)}
      {input}
    </div>
  );
}
