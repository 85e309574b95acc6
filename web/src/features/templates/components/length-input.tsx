import { InputNumber, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  id?: string;
  /** "10%", "12px", "" */
  value?: string;
  onChange?: (value: string) => void;
  units: readonly string[];
  label: string;
}

/** A length as the API writes it: a number and its unit. */
export function LengthInput({ id, value = '', onChange, units, label }: Props) {
  const { t } = useTranslation('templates');
  const [, digits = '', unitOfValue = ''] = /^([\d.]*)(.*)$/.exec(value) ?? [];
  // An empty number has no unit in the value; the chosen one stays on screen.
  const [chosen, setChosen] = useState(unitOfValue || units[0] || 'px');
  const unit = unitOfValue || chosen;
  const tell = (number: string, wanted: string) => {
    setChosen(wanted);
    onChange?.(number === '' ? '' : number + wanted);
  };
  return (
    <Space.Compact block>
      <InputNumber
        id={id}
        min={0}
        value={digits === '' ? null : Number(digits)}
        onChange={(number) => tell(number === null ? '' : String(number), unit)}
        style={{ width: '100%' }}
      />
      <Select
        aria-label={t('unit.label', { field: label })}
        value={unit}
        options={units.map((word) => ({ value: word, label: word }))}
        onChange={(word) => tell(digits, word)}
        disabled={units.length < 2}
        style={{ width: 84 }}
      />
    </Space.Compact>
  );
}
