import { Button, Descriptions, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';
import { useSignedIn } from '@/lib/api';
import type { DescribeDeliveryConfigResponse } from '@/lib/wire/types';

import { intervalOf } from '../logic/intervals';
import { rulesOf } from '../logic/rules-values';
import { DeliveryRulesForm } from './delivery-rules-form';

interface Props {
  app: number;
  config: DescribeDeliveryConfigResponse;
  isEditing: boolean;
  onEdit: () => void;
  onDone: () => void;
}

/** Retries, limits, breaker and TLS of an application's callbacks: right as they are for most. */
export function DeliveryRules({ app, config, isEditing, onEdit, onDone }: Props) {
  const { t } = useTranslation('callbacks');
  const { isReadOnly } = useSignedIn();
  const rules = rulesOf(config);
  const orNone = (value: number) => (value > 0 ? value : t('rules.noLimit'));
  const { count, unit } = intervalOf(config.GiveUpSeconds ?? 0);
  const giveUp = t(`rules.unit.${unit}`, { count });
  const texts: [string, string | number][] = [
    [t('rules.intervals'), `${rules.intervals}${rules.hasOwnIntervals ? '' : ` ${t('rules.byServer')}`}`],
    [t('rules.givenUp'), t(rules.givenUp === 'Queue' ? 'rules.givenUpQueue' : 'rules.givenUpPark', { after: giveUp })],
    [t('rules.parkAfter'), rules.parkAfter > 0 ? t('rules.parkAfterTimes', { count: rules.parkAfter }) : t('rules.never')],
    [t('rules.concurrency'), orNone(rules.concurrency)],
    [t('rules.rate'), orNone(rules.rate)],
    [t('rules.breaker'), t(rules.hasBreaker ? 'rules.on' : 'rules.off')],
  ];
  const optional: [string, string][] = [
    [t('rules.caFile'), rules.caFile],
    [t('rules.certificateFile'), rules.certificateFile],
    [t('rules.keyFile'), rules.keyFile],
    [t('rules.bindAddress'), rules.bindAddress],
  ];
  texts.push(...optional.filter(([, text]) => text !== ''));
  return (
    <SectionCard
      title={t('rules.title')}
      extra={
        !isEditing && (
          <Tooltip title={isReadOnly ? t('readOnly') : undefined}>
            <Button disabled={isReadOnly} onClick={onEdit}>
              {t('rules.edit')}
            </Button>
          </Tooltip>
        )
      }
    >
      {isEditing && !isReadOnly ? (
        <DeliveryRulesForm app={app} before={rules} giveUp={giveUp} onDone={onDone} />
      ) : (
        <Descriptions size="small" column={1} items={texts.map(([label, children]) => ({ key: label, label, children }))} />
      )}
    </SectionCard>
  );
}
