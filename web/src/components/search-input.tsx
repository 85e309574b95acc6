import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputProps } from 'antd';

import { ClearIcon } from './clear-icon';

interface Props extends Pick<InputProps, 'defaultValue' | 'maxLength' | 'onBlur' | 'onPressEnter' | 'style' | 'value'> {
  label: string;
  /** What may be typed, where the label does not say it. */
  hint?: string;
  onChange: (text: string) => void;
}

/** Where is typed what a list is searched for, while one types; what stands there can be cleared. */
export function SearchInput({ label, hint, onChange, ...rest }: Props) {
  return (
    <Input
      {...rest}
      type="search"
      allowClear={{ clearIcon: <ClearIcon /> }}
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={hint ?? label}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
