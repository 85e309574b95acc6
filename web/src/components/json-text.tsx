import { theme } from 'antd';

import { CopyButton } from '@/components/copy-button';

interface Props {
  /** What it is, for the copy button and the reader of the screen. */
  label: string;
  value: unknown;
  heightMax?: number;
}

/** A value as indented JSON, to be read and copied. A text is shown as it is. */
export function JsonText({ label, value, heightMax = 360 }: Props) {
  const { token } = theme.useToken();
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <div style={{ position: 'relative' }}>
      <div style={{ position: 'absolute', insetBlockStart: 4, insetInlineEnd: 12 }}>
        <CopyButton text={text} label={label} />
      </div>
      <pre
        className="mono"
        role="region"
        aria-label={label}
        tabIndex={0}
        style={{
          margin: 0,
          maxHeight: heightMax,
          overflow: 'auto',
          padding: '8px 44px 8px 12px',
          fontSize: 12,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          background: token.colorFillQuaternary,
          border: `1px solid ${token.colorBorderSecondary}`,
          borderRadius: token.borderRadius,
        }}
      >
        {text}
      </pre>
    </div>
  );
}
