import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useSignedIn } from '@/lib/api';
import type { EventFilter } from '@/lib/wire/types';

import type { Order } from '../api/event-orders';
import { filterOfOrder } from '../logic/order-states';
import { OrderDialog } from './order-dialog';

const orders: readonly Order[] = ['redeliver', 'park', 'unpark', 'purge'];

/** Orders on all events that the filter on screen lists. */
export function OrderMenu({ app, filter }: { app: number; filter: EventFilter }) {
  const { t } = useTranslation('events');
  const { isReadOnly } = useSignedIn();
  const [order, setOrder] = useState<Order>();
  return (
    <>
      <Tooltip title={isReadOnly ? t('readOnly') : undefined}>
        <Dropdown
          trigger={['click']}
          disabled={isReadOnly}
          menu={{
            items: orders.map((key) => ({
              key,
              label: t(`order.${key}.these`),
              danger: key === 'purge',
              disabled: filterOfOrder(key, filter) === undefined,
            })),
            onClick: ({ key }) => setOrder(orders.find((each) => each === key)),
          }}
        >
          <Button>
            {t('order.these')} <DownOutlined aria-hidden />
          </Button>
        </Dropdown>
      </Tooltip>
      {order && <OrderDialog app={app} order={order} filter={filter} onClose={() => setOrder(undefined)} />}
    </>
  );
}
