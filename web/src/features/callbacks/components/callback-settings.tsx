import { useQuery } from '@tanstack/react-query';
import { Grid } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { SectionCard } from '@/components/section-card';

import { deliveryConfigQuery } from '../api/delivery-config';
import { eventConfigQuery } from '../api/event-config';
import { valuesOf } from '../logic/settings-values';
import { DeliveryRules } from './delivery-rules';
import { SettingsCard } from './settings-card';
import { Signatures } from './signatures';

interface Props {
  app: number;
  /** Sends a test event and shows its answer; `blockedBy` says why it can't now. */
  testEvent: (blockedBy: string | undefined) => ReactNode;
  /** How the callback URLs are doing. */
  health: ReactNode;
}

/** How an application is told of what happens, and whether that works. */
export function CallbackSettings({ app, testEvent, health }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const [search, setSearch] = useSearchParams();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isDirty, setIsDirty] = useState(false);
  const events = useQuery(eventConfigQuery(app));
  const delivery = useQuery(deliveryConfigQuery(app));
  const isEditing = search.get('set') === 'events';
  const areRulesEdited = search.get('set') === 'rules';
  const edit = (part: string | undefined) => (setIsDirty(false), setSearch(part ? { set: part } : {}));
  const error = events.error ?? delivery.error;
  const retry = () => void Promise.all([events.refetch(), delivery.refetch()]);
  return (
    <Page title={t('common:nav.callbacks')}>
      {error && <ErrorNotice error={error} onRetry={retry} />}
      {!error && !(events.data && delivery.data) && <PageLoading />}
      {events.data && delivery.data && (
        <div
          style={{
            display: 'grid',
            gap: 16,
            alignItems: 'start',
            gridTemplateColumns: isWide ? 'minmax(0, 7fr) minmax(0, 5fr)' : 'minmax(0, 1fr)',
          }}
        >
          <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            <SettingsCard
              app={app}
              values={valuesOf(events.data, delivery.data)}
              isEditing={isEditing}
              onEdit={() => edit('events')}
              onDirty={setIsDirty}
              onDone={() => edit(undefined)}
            />
            <SectionCard title={t('health.title')}>{health}</SectionCard>
            <Signatures app={app} secrets={delivery.data.SecretSet ?? []} />
            <DeliveryRules
              app={app}
              config={delivery.data}
              isEditing={areRulesEdited}
              onEdit={() => edit('rules')}
              onDone={() => edit(undefined)}
            />
          </div>
          <SectionCard title={t('test.title')}>{testEvent(isEditing && isDirty ? t('test.confirmFirst') : undefined)}</SectionCard>
        </div>
      )}
    </Page>
  );
}
