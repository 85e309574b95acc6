import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import type { Field } from '../fields';
import { defaultOf, type Place, type Rules, wordsOf } from '../rules';
import { ColorInput } from './color-input';
import { wordText } from './field-words';
import { ImageInput } from './image-input';
import { LengthInput } from './length-input';

interface Props {
  field: Field;
  place: Place;
  rules: Rules;
  disabled?: boolean;
  keptImageUrl?: string;
  /** From the form. */
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

/** The input of a field, by its kind. Values are those of the request. */
export function FieldInput({ field, place, rules, disabled, keptImageUrl, id, value, onChange, ...aria }: Props) {
  const { t } = useTranslation('templates');
  const label = t(`field.${field.label}`);
  const otherwise = field.isRequired ? undefined : defaultOf(rules, field, place);
  switch (field.input) {
    case 'number':
      return (
        <InputNumber
          {...aria}
          id={id}
          value={(value as number | null | undefined) ?? null}
          onChange={onChange}
          suffix={field.unit}
          placeholder={otherwise}
          disabled={disabled}
          style={{ width: '100%' }}
        />
      );
    case 'choice':
      return (
        <Select
          {...aria}
          id={id}
          value={value === undefined || value === null || value === '' ? undefined : String(value)}
          onChange={(word?: string) => onChange?.(field.isNumber && word !== undefined ? Number(word) : word)}
          options={wordsOf(rules, field, place).map((word) => ({ value: word, label: wordText(field, word, t) }))}
          allowClear={!field.isRequired}
          placeholder={otherwise ? wordText(field, otherwise, t) : field.isRequired ? undefined : t('help.empty')}
          disabled={disabled}
          style={{ width: '100%' }}
        />
      );
    case 'flag':
    case 'onOff': {
      const [off, on] = field.input === 'flag' ? [0, 1] : ['OFF', 'ON'];
      return (
        <Checkbox
          {...aria}
          id={id}
          checked={value === on}
          disabled={disabled}
          onChange={({ target }) => onChange?.(target.checked ? on : off)}
        >
          {label}
        </Checkbox>
      );
    }
    case 'length':
      return (
        <LengthInput id={id} value={value as string} onChange={onChange} units={field.lengthUnits ?? []} label={label} />
      );
    case 'color':
      return <ColorInput id={id} value={value as string} onChange={onChange} label={label} />;
    case 'image':
      return <ImageInput id={id} value={value as string} onChange={onChange} keptUrl={keptImageUrl} />;
    case 'longText':
      return (
        <Input.TextArea
          {...aria}
          id={id}
          value={value as string}
          onChange={({ target }) => onChange?.(target.value)}
          rows={2}
        />
      );
    default:
      return <Input {...aria} id={id} value={value as string} onChange={({ target }) => onChange?.(target.value)} />;
  }
}
