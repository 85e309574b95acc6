import { Button, Checkbox, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { eventTypes } from '@/lib/event-types';

interface Props {
  /** Of the form's item. */
  id?: string;
  value?: string[];
  onChange?: (types: string[]) => void;
}

/** Which types of event are delivered; the others are kept as history only. */
export function TypesField({ id, value = [], onChange }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const all = eventTypes.map(({ name }) => name as string);
  return (
    <div id={id} role="group" aria-label={t('types.label')}>
      <Space style={{ marginBottom: 8 }}>
        <Button size="small" onClick={() => onChange?.(all)}>
          {t('types.all')}
        </Button>
        <Button size="small" onClick={() => onChange?.([])}>
          {t('types.none')}
        </Button>
        <Typography.Text type="secondary">{t('types.count', { count: value.length, all: all.length })}</Typography.Text>
      </Space>
      <Checkbox.Group
        value={value}
        onChange={(types) => onChange?.(types)}
        style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(230px, 1fr))', gap: '8px 16px' }}
      >
        {eventTypes.map(({ name }) => (
          <Checkbox key={name} value={name} style={{ alignItems: 'flex-start' }}>
            {t(`common:eventType.${name}`)}
            <Typography.Text type="secondary" className="mono" style={{ display: 'block', fontSize: 12 }}>
              {name}
            </Typography.Text>
          </Checkbox>
        ))}
      </Checkbox.Group>
    </div>
  );
}
