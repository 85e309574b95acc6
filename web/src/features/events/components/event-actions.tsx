import { Button, Space, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';
import type { EventSummary } from '@/lib/wire/types';

import type { Order } from '../api/event-orders';
import { takes } from '../logic/order-states';
import { OrderDialog } from './order-dialog';

const orders: readonly Order[] = ['redeliver', 'park', 'unpark', 'purge'];

/** What can be done with one event; what its state does not allow says so. */
export function EventActions({ app, event }: { app: number; event: EventSummary }) {
  const { t } = useTranslation('events');
  const { isReadOnly } = useSignedIn();
  const [order, setOrder] = useState<Order>();
  const obstacle = (each: Order) => (isReadOnly ? t('readOnly') : takes(each, event.State) ? undefined : t(`order.${each}.notNow`));
  return (
    <>
      <Space wrap>
        {orders.map((each) => (
          <Tooltip key={each} title={obstacle(each)}>
            <Button
              size="small"
              type={each === 'redeliver' ? 'primary' : 'default'}
              danger={each === 'purge'}
              disabled={obstacle(each) !== undefined}
              onClick={() => setOrder(each)}
            >
              {t(`order.${each}.one`)}
            </Button>
          </Tooltip>
        ))}
      </Space>
      {order && <OrderDialog app={app} order={order} eventIds={[event.EventId ?? '']} onClose={() => setOrder(undefined)} />}
    </>
  );
}
