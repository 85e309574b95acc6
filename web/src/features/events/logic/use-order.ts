import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { EventFilter } from '@/lib/wire/types';

import { type Order, orderEvents, type OrderRequest } from '../api/event-orders';
import { newestEvent } from '../api/newest-event';
import { type Outcome, runSteps } from './steps';

/** Which events are meant: some by name, or what a filter lists. */
export type Meant = { eventIds: string[] } | { filter: EventFilter };

export interface OrderWish {
  order: Order;
  /** Undefined: a filter that the order takes none of. */
  meant: Meant | undefined;
  to: string;
  reason: string;
}

interface Rehearsal extends Outcome {
  /** What comes after is not meant. */
  endCursor: string | undefined;
}

export function requestOf(app: number, { order, meant, to, reason }: OrderWish): OrderRequest {
  const which = !meant ? {} : 'eventIds' in meant ? { EventIds: meant.eventIds } : { Filter: meant.filter };
  return {
    SubAppId: app,
    ...which,
    ...(to && (order === 'redeliver' || order === 'unpark') ? { To: to } : {}),
    ...(reason && order === 'park' ? { Reason: reason } : {}),
  };
}

async function rehearse(app: number, wish: OrderWish, signal: AbortSignal): Promise<Rehearsal> {
  const isRange = wish.meant !== undefined && 'filter' in wish.meant;
  const endCursor = isRange ? await newestEvent(app, signal) : undefined;
  const request = { ...requestOf(app, wish), EndCursor: endCursor, DryRun: true };
  const outcome = await runSteps({
    step: (cursor) => orderEvents(wish.order, { ...request, Cursor: cursor }, signal),
    signal,
  });
  return { ...outcome, endCursor };
}

/** An order: first counted by a dry run, then carried out call by call, until it is through or stopped. */
export function useOrder(app: number, wish: OrderWish) {
  const stopper = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<Outcome>();
  const { order, meant, to } = wish;
  const run = useMutation({
    mutationFn: async (rehearsal: Rehearsal) => {
      stopper.current = new AbortController();
      const { signal } = stopper.current;
      const request = { ...requestOf(app, wish), EndCursor: rehearsal.endCursor };
      return runSteps({
        step: (cursor, expected) =>
          orderEvents(order, { ...request, Cursor: cursor, ...(order === 'purge' ? { ExpectedCount: expected } : {}) }, signal),
        // A purge goes on only while it meets the counts that were shown.
        expected: order === 'purge' ? rehearsal.pieces : undefined,
        onProgress: setProgress,
        signal,
      });
    },
  });
  const rehearsal = useQuery({
    queryKey: ['events', app, 'rehearsal', order, meant, to],
    queryFn: ({ signal }) => rehearse(app, wish, signal),
    enabled: meant !== undefined && run.isIdle,
    gcTime: 0,
  });
  return { rehearsal, run, progress, stop: () => stopper.current?.abort() };
}
