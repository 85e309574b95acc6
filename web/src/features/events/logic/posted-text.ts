import type { EventAttempt, EventSummary } from '@/lib/wire/types';

import { numberOf } from './live-rows';

/** The request of an attempt as text, with the headers that every callback has (docs/guide/callbacks.md). */
export function postedText(attempt: EventAttempt, event: EventSummary): string {
  const startMs = Date.parse(attempt.StartTime ?? '');
  const url = new URL(attempt.Url ?? 'http://unknown/');
  const lines = [
    `POST ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Content-Type: application/json',
    `webhook-id: ${event.EventId}`,
    `webhook-timestamp: ${Math.floor(startMs / 1000)}`,
    `openvod-attempt: ${attempt.Number}`,
    `openvod-attempt-id: att_${numberOf(event.EventId)}_${attempt.Destination === 'CallbackV2' ? 1 : 0}_…`,
  ];
  if (event.IsTest) lines.push('openvod-test: 1');
  const body = attempt.Destination === 'CallbackV2' ? '…' : JSON.stringify(event.Content ?? {}, null, 2);
  return `${lines.join('\n')}\n\n${body}`;
}
