import { Input, Space, theme } from 'antd';

interface Props {
  id?: string;
  /** "0xFF8000" */
  value?: string;
  onChange?: (value: string) => void;
  label: string;
}

/** A colour as the API writes it, typed or picked. */
export function ColorInput({ id, value = '', onChange, label }: Props) {
  const { token } = theme.useToken();
  const isColor = /^0x[0-9a-f]{6}$/i.test(value);
  return (
    <Space.Compact block>
      <Input id={id} value={value} onChange={({ target }) => onChange?.(target.value)} className="mono" />
      <input
        type="color"
        aria-label={label}
        value={isColor ? `#${value.slice(2).toLowerCase()}` : '#000000'}
        onChange={({ target }) => onChange?.(`0x${target.value.slice(1).toUpperCase()}`)}
        style={{ width: 44, height: token.controlHeight, border: `1px solid ${token.colorBorder}`, padding: 2 }}
      />
    </Space.Compact>
  );
}
