import { useQuery, useQueryClient } from '@tanstack/react-query';

import { eventKey, eventQuery } from '../api/describe-event';
import { useChangedEvents } from './use-changed-events';

/** One event with its attempts, read again with each change of it. */
export function useFreshEvent(app: number, eventId: string | undefined) {
  const client = useQueryClient();
  useChangedEvents(0, (changed) => {
    if (eventId && changed.includes(eventId)) void client.invalidateQueries({ queryKey: eventKey(app, eventId) });
  });
  return useQuery({ ...eventQuery(app, eventId ?? ''), enabled: eventId !== undefined, refetchOnMount: 'always' });
}
