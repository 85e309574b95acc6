import type { EventFilter } from '@/lib/wire/types';

import type { Order } from '../api/event-orders';
import type { EventState } from './event-filter';

export type OrderTarget = 'Queue' | 'Callback' | 'CallbackV2';

const statesOf: Record<Order, readonly EventState[]> = {
  redeliver: ['done', 'unrouted', 'parked', 'sending', 'queued'],
  park: ['queued', 'sending'],
  unpark: ['parked'],
  purge: ['queued', 'sending', 'parked'],
};

/** Whether an order takes an event of the state. One that is queued can be sent to a URL, not to the queue again. */
export const takes = (order: Order, state: string | null | undefined, to?: OrderTarget) =>
  statesOf[order].some((each) => each === state) && !(order === 'redeliver' && state === 'queued' && to === 'Queue');

/**
 * The filter of an order by the filter on screen: its states are those that the order takes. Without a state, events are delivered
 * again from history alone, as the server has it; nothing when the order takes none of the states on screen.
 */
export function filterOfOrder(order: Order, filter: EventFilter, to?: OrderTarget): EventFilter | undefined {
  const shown = filter.States ?? [];
  if (shown.length === 0) {
    return { ...filter, States: order === 'redeliver' ? ['done', 'unrouted'] : [...statesOf[order]] };
  }
  const States = shown.filter((state) => takes(order, state, to));
  return States.length > 0 ? { ...filter, States } : undefined;
}
