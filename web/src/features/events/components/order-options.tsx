import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import type { Order } from '../api/event-orders';
import type { OrderTarget } from '../logic/order-states';

interface Props {
  order: Order;
  to: OrderTarget | '';
  onTo: (to: OrderTarget | '') => void;
  reason: string;
  onReason: (reason: string) => void;
}

const targets: Partial<Record<Order, readonly (OrderTarget | '')[]>> = {
  redeliver: ['', 'Queue', 'Callback', 'CallbackV2'],
  unpark: ['Queue', 'Callback'],
};
const reasonCharactersMax = 200;

/** Where the events go, or why they are set aside. */
export function OrderOptions({ order, to, onTo, reason, onReason }: Props) {
  const { t } = useTranslation('events');
  const choices = targets[order];
  if (order === 'park') {
    return (
      <label style={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {t('order.reason')}
        <Input
          value={reason}
          maxLength={reasonCharactersMax}
          placeholder={t('order.reasonExample')}
          onChange={(event) => onReason(event.target.value)}
        />
      </label>
    );
  }
  if (!choices) return null;
  return (
    <label style={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {t('order.to')}
      <Select<OrderTarget | ''>
        value={to}
        onChange={onTo}
        options={choices.map((value) => ({ value, label: t(`destination.${value || 'ByMode'}`) }))}
      />
    </label>
  );
}
