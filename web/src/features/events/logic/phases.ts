import type { EventAttempt } from '@/lib/wire/types';

export type PhaseName = 'resolve' | 'connect' | 'tls' | 'wait' | 'read';
export interface Phase {
  name: PhaseName;
  ms: number;
}

/**
 * How long each part of an attempt took. The log says when each was over, from the attempt's start; 0 is what it never came to:
 * a connection that was open already has no connect and no TLS. What is left of the total belongs to the part that was under way.
 */
export function phasesOf(attempt: EventAttempt): Phase[] {
  const ends: [PhaseName, number | null | undefined][] = [
    ['resolve', attempt.ResolveMs],
    ['connect', attempt.ConnectMs],
    ['tls', attempt.TlsMs],
    ['wait', attempt.FirstByteMs],
  ];
  const phases: Phase[] = [];
  let from = 0;
  for (const [name, end] of ends) {
    if (!end) continue;
    phases.push({ name, ms: Math.max(0, end - from) });
    from = Math.max(from, end);
  }
  const rest = Math.max(0, (attempt.TotalMs ?? 0) - from);
  const last = attempt.FirstByteMs ? 'read' : phaseOfFailure(attempt);
  if (last && rest > 0) phases.push({ name: last, ms: rest });
  return phases;
}

// What it was at when it ended.
function phaseOfFailure({ Failure, ConnectMs, TlsMs, Url }: EventAttempt): PhaseName {
  if (Failure === 'resolve' || Failure === 'bad_url' || Failure === 'refused_address') return 'resolve';
  if (Failure === 'tls') return 'tls';
  if (!ConnectMs) return 'connect';
  return Url?.startsWith('https:') && !TlsMs ? 'tls' : 'wait';
}

/** 0.04 is "<0.1", 3.25 is "3.3", 120.4 is "120": milliseconds as short as they can be told apart. */
export function msText(ms: number | null | undefined): string {
  if (ms == null) return '';
  if (ms > 0 && ms < 0.1) return '<0.1';
  return ms < 10 ? String(Math.round(ms * 10) / 10) : String(Math.round(ms));
}
