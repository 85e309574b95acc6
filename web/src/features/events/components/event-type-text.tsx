import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { isEventType } from '@/lib/event-types';

interface Props {
  type: string | null | undefined;
  isTest?: boolean | null;
}

/** A type of event in words, with its name on the wire below. */
export function EventTypeText({ type, isTest }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const label = isEventType(type) ? t(`common:eventType.${type}`) : type;
  return (
    <span style={{ display: 'inline-grid', lineHeight: '18px', minWidth: 0, maxWidth: '100%' }}>
      <span style={{ display: 'flex', gap: 8, alignItems: 'baseline', whiteSpace: 'nowrap' }}>
        {label}
        {isTest && <Tag style={{ marginInlineEnd: 0, lineHeight: '16px', fontSize: 11 }}>{t('test.mark')}</Tag>}
      </span>
      <Typography.Text type="secondary" className="mono" ellipsis={{ tooltip: true }} style={{ fontSize: 12 }}>
        {type}
      </Typography.Text>
    </span>
  );
}
