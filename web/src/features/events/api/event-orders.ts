import { call, type RequestOf } from '@/lib/api';

/** What an operator does with events that are there already. */
export type Order = 'redeliver' | 'park' | 'unpark' | 'purge';
export type OrderAction = 'RedeliverEvents' | 'ParkEvents' | 'UnparkEvents' | 'PurgeEvents';

export const actionOf = {
  redeliver: 'RedeliverEvents',
  park: 'ParkEvents',
  unpark: 'UnparkEvents',
  purge: 'PurgeEvents',
} as const satisfies Record<Order, OrderAction>;

/** The members of all four; each order takes its own. */
export type OrderRequest = RequestOf<'RedeliverEvents'> & RequestOf<'ParkEvents'> & RequestOf<'PurgeEvents'>;

/** One call of an order: it looks at a bounded number of events and says where to go on. */
export function orderEvents(order: Order, request: OrderRequest, signal: AbortSignal) {
  switch (order) {
    case 'redeliver':
      return call('RedeliverEvents', request, { signal });
    case 'park':
      return call('ParkEvents', request, { signal });
    case 'unpark':
      return call('UnparkEvents', { ...request, To: request.To ?? 'Queue' }, { signal });
    case 'purge':
      return call('PurgeEvents', request, { signal });
  }
}
