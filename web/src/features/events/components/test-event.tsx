import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Select, Space, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useSignedIn } from '@/lib/api';
import { type EventTypeName, eventTypes } from '@/lib/event-types';

import { createTestEvent } from '../api/create-test-event';
import { TestResult } from './test-result';

interface Props {
  app: number;
  /** Why nothing can be sent now, such as changes that are not saved. */
  blockedBy?: string;
}

/** Sends an example event the application's way and shows what comes of it, in place. */
export function TestEvent({ app, blockedBy }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const { isReadOnly } = useSignedIn();
  const [type, setType] = useState<EventTypeName>('NewFileUpload');
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => createTestEvent(app, type) });
  const obstacle = isReadOnly ? t('readOnly') : blockedBy;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography.Text type="secondary">{t('test.intro')}</Typography.Text>
      <Space.Compact block>
        <Select<EventTypeName>
          aria-label={t('test.type')}
          value={type}
          onChange={setType}
          style={{ flex: 1, minWidth: 0 }}
          popupMatchSelectWidth={false}
          options={eventTypes.map(({ name }) => ({ value: name, label: `${t(`common:eventType.${name}`)} (${name})` }))}
        />
        <Button type="primary" icon={<SendOutlined aria-hidden />} loading={isPending} disabled={Boolean(obstacle)} onClick={() => mutate()}>
          {t('test.send')}
        </Button>
      </Space.Compact>
      {obstacle && <Alert type="info" showIcon title={obstacle} />}
      {error && <ErrorNotice error={error} onRetry={() => mutate()} />}
      <div aria-live="polite">{data?.EventId && <TestResult key={data.EventId} app={app} eventId={data.EventId} />}</div>
      <ApiCall action="CreateTestEvent" request={{ SubAppId: app, EventType: type }} />
    </div>
  );
}
