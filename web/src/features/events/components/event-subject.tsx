import { theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { EventSummary } from '@/lib/wire/types';

import { contentOf } from '../logic/content-of-event';

/** The media that an event is about, as a link to its Quick View, and what its content says in short. */
export function EventSubject({ app, event }: { app: number; event: EventSummary }) {
  const { t } = useTranslation('events');
  const { token } = theme.useToken();
  const { name, fileIds, made, failed, message } = contentOf(event);
  const [first] = fileIds;
  const facts = [
    made > 0 && t('content.made', { count: made }),
    failed > 0 && t('content.failed', { count: failed }),
    fileIds.length > 1 && t('content.more', { count: fileIds.length - 1 }),
  ].filter(Boolean);
  // The ids of test events are nobody's.
  if (event.IsTest) return <Typography.Text type="secondary">{t('test.example')}</Typography.Text>;
  if (!first) return '–';
  return (
    <span style={{ display: 'block', lineHeight: '18px', overflow: 'hidden' }}>
      <Typography.Text ellipsis={{ tooltip: name ? `${name} (${first})` : first }} style={{ display: 'block' }}>
        <Link to={`/apps/${app}/media/${first}`}>{name || first}</Link>
      </Typography.Text>
      {(facts.length > 0 || message) && (
        <Typography.Text
          ellipsis={{ tooltip: message || true }}
          style={{ display: 'block', fontSize: 12, color: failed > 0 || message ? token.colorErrorText : token.colorTextSecondary }}
        >
          {message || facts.join(' · ')}
        </Typography.Text>
      )}
    </span>
  );
}
