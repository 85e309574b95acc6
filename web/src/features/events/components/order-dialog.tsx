import { Alert, Button, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import type { EventFilter } from '@/lib/wire/types';

import { actionOf, type Order } from '../api/event-orders';
import { filterOfOrder, type OrderTarget } from '../logic/order-states';
import { type Meant, requestOf, useOrder } from '../logic/use-order';
import { OrderOptions } from './order-options';
import { OrderOutcome } from './order-outcome';

interface Props {
  app: number;
  order: Order;
  /** Events by name, or the filter on screen. */
  eventIds?: string[];
  filter?: EventFilter;
  onClose: () => void;
}

/** An order on events: how many it would take first, then its run with a way to stop it. */
export function OrderDialog({ app, order, eventIds, filter, onClose }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const [to, setTo] = useState<OrderTarget | ''>(order === 'unpark' ? 'Queue' : '');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const ranged = filter && filterOfOrder(order, filter, to || undefined);
  const meant: Meant | undefined = eventIds ? { eventIds } : ranged && { filter: ranged };
  const wish = { order, meant, to, reason };
  const { rehearsal, run, progress, stop } = useOrder(app, wish);
  const count = rehearsal.data?.count ?? 0;
  const isSure = order !== 'purge' || typed.trim() === String(count);
  const close = () => (stop(), onClose());
  const request = {
    ...requestOf(app, wish),
    EndCursor: rehearsal.data?.endCursor,
    ...(order === 'purge' ? { ExpectedCount: count } : {}),
  };
  return (
    <Modal
      open
      destroyOnHidden
      title={t(`order.${order}.title`)}
      onCancel={close}
      width={600}
      footer={
        run.isIdle
          ? [
              <Button key="cancel" onClick={close}>
                {t('common:action.cancel')}
              </Button>,
              <Button
                key="run"
                type="primary"
                danger={order === 'purge'}
                disabled={!rehearsal.data || count === 0 || !isSure}
                onClick={() => rehearsal.data && run.mutate(rehearsal.data)}
              >
                {t(`order.${order}.run`, { count })}
              </Button>,
            ]
          : [
              run.isPending && (
                <Button key="stop" onClick={stop}>
                  {t('order.stop')}
                </Button>
              ),
              <Button key="close" type="primary" disabled={run.isPending} onClick={close}>
                {t('common:action.close')}
              </Button>,
            ]
      }
    >
      <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography.Text>
          {t(`order.${order}.help`)} {order === 'redeliver' && filter && t('order.rangeHelp')}
        </Typography.Text>
        {run.isIdle && <OrderOptions order={order} to={to} onTo={setTo} reason={reason} onReason={setReason} />}
        {!meant && <Alert type="info" showIcon title={t('order.noneOfThese')} />}
        {rehearsal.error && run.isIdle && <ErrorNotice error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
        <OrderOutcome
          isRehearsal={run.isIdle}
          isBusy={run.isPending || (run.isIdle && rehearsal.isFetching)}
          outcome={run.isIdle ? rehearsal.data : (run.data ?? progress)}
          expected={rehearsal.data?.count}
        />
        {run.error && <ErrorNotice error={run.error} />}
        {order === 'purge' && run.isIdle && count > 0 && (
          <label style={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
            {t('order.purge.type', { count })}
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} inputMode="numeric" autoComplete="off" />
          </label>
        )}
        <ApiCall action={actionOf[order]} request={request} />
      </div>
    </Modal>
  );
}
