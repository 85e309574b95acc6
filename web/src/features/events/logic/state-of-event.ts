import type { EventSummary } from '@/lib/wire/types';

export type Tone = 'success' | 'processing' | 'warning' | 'error' | 'default';
/** What is said of an event's state: a word of `state` for it, and how it is coloured beside that word. */
export interface StateView {
  word: 'queued' | 'handedOut' | 'sending' | 'retrying' | 'parked' | 'unrouted' | 'confirmed' | 'delivered' | 'done';
  tone: Tone;
}

/** A lease is not told of a single event: `handedOut` was pulled at least once and is not confirmed. */
export function stateOf({ State, Attempts, Deliveries }: EventSummary): StateView {
  const attempts = Attempts ?? 0;
  const deliveries = Deliveries ?? 0;
  switch (State) {
    case 'queued':
      return deliveries > 0 ? { word: 'handedOut', tone: 'processing' } : { word: 'queued', tone: 'processing' };
    case 'sending':
      return attempts > 0 ? { word: 'retrying', tone: 'error' } : { word: 'sending', tone: 'processing' };
    case 'parked':
      return { word: 'parked', tone: 'warning' };
    case 'done':
      // An event that took both ways was closed by the queue if it was handed out at all.
      if (deliveries > 0) return { word: 'confirmed', tone: 'success' };
      return attempts > 0 ? { word: 'delivered', tone: 'success' } : { word: 'done', tone: 'success' };
    default:
      return { word: 'unrouted', tone: 'default' };
  }
}

/** Which way the event goes or went. */
export function wayOf({ State, Attempts, Deliveries }: EventSummary): 'queue' | 'callback' | 'nowhere' {
  if (State === 'queued' || (Deliveries ?? 0) > 0) return 'queue';
  if (State === 'sending' || (Attempts ?? 0) > 0) return 'callback';
  return 'nowhere';
}

const knownReasons = ['gone', 'retries_used_up', 'url_removed', 'deliveries_used_up', 'operator'] as const;
export type KnownReason = (typeof knownReasons)[number];
/** The reasons that the server gives; another one is somebody's own words. */
export const isKnownReason = (reason: string | null | undefined): reason is KnownReason =>
  knownReasons.some((known) => known === reason);
