import { Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import type { Mode } from '../logic/settings-values';

interface Props {
  /** Of the form's item. */
  id?: string;
  value?: Mode;
  onChange?: (mode: Mode) => void;
}

const modes: readonly Mode[] = ['PUSH', 'PULL'];
const questions = ['reach', 'away', 'pace'] as const;

/** Normal or reliable callback, each with what it means, and what speaks for which. */
export function MethodField({ id, value, onChange }: Props) {
  const { t } = useTranslation('callbacks');
  return (
    <div>
      <Radio.Group
        id={id}
        value={value}
        aria-label={t('method.title')}
        onChange={(event) => onChange?.(event.target.value as Mode)}
        style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}
      >
        {modes.map((mode) => (
          <Radio key={mode} value={mode} style={{ alignItems: 'flex-start' }}>
            {t(`method.${mode}`)}
            <Typography.Text type="secondary" style={{ display: 'block' }}>
              {t(`method.${mode}Help`)}
            </Typography.Text>
          </Radio>
        ))}
      </Radio.Group>
      <details style={{ marginTop: 8 }}>
        <summary style={{ cursor: 'pointer' }}>{t('method.which')}</summary>
        <table style={{ borderSpacing: '12px 4px', textAlign: 'start', marginTop: 4 }}>
          <thead>
            <tr>
              <td />
              {modes.map((mode) => (
                <th key={mode} scope="col" style={{ textAlign: 'start' }}>
                  {t(`method.${mode}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => (
              <tr key={question} style={{ verticalAlign: 'top' }}>
                <th scope="row" style={{ textAlign: 'start', fontWeight: 400 }}>
                  {t(`method.compare.${question}.title`)}
                </th>
                {modes.map((mode) => (
                  <td key={mode}>{t(`method.compare.${question}.${mode}`)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <Typography.Paragraph style={{ margin: '4px 12px' }}>{t('method.advice')}</Typography.Paragraph>
      </details>
    </div>
  );
}
