import { ApiError } from '@/lib/api';
import type { SkippedEvent } from '@/lib/wire/types';

/** What one call of an order came to. */
interface StepAnswer {
  Count?: number | null;
  SkippedSet?: SkippedEvent[] | null;
  NextCursor?: string | null;
}
export interface Outcome {
  count: number;
  skipped: SkippedEvent[];
  /** Of each call: where it began and how many it took. */
  pieces: { cursor: string | undefined; count: number }[];
  /** False when it was stopped before its end. */
  isComplete: boolean;
}

interface Steps {
  step: (cursor: string | undefined, expected: number | undefined) => Promise<StepAnswer>;
  /** Counts of the calls of a dry run that these are to meet. */
  expected?: readonly { count: number }[];
  onProgress?: (outcome: Outcome) => void;
  signal: AbortSignal;
  pause?: (ms: number) => Promise<void>;
}

const limitPauseMs = 1_000;
const realPause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Calls step after step, each from where the one before ended. Where the server asks for a pause, waits and goes on. */
export async function runSteps({ step, expected, onProgress, signal, pause = realPause }: Steps): Promise<Outcome> {
  let outcome: Outcome = { count: 0, skipped: [], pieces: [], isComplete: false };
  let cursor: string | undefined;
  while (!signal.aborted) {
    const wanted = expected?.[outcome.pieces.length];
    if (expected && !wanted) return { ...outcome, isComplete: true };
    let answer: StepAnswer;
    try {
      answer = await step(cursor, wanted?.count);
    } catch (failure) {
      if (signal.aborted) break;
      if (!(failure instanceof ApiError) || failure.code !== 'RequestLimitExceeded') throw failure;
      await pause(limitPauseMs);
      continue;
    }
    const count = answer.Count ?? 0;
    outcome = {
      count: outcome.count + count,
      skipped: [...outcome.skipped, ...(answer.SkippedSet ?? [])],
      pieces: [...outcome.pieces, { cursor, count }],
      isComplete: !answer.NextCursor,
    };
    onProgress?.(outcome);
    if (!answer.NextCursor) return outcome;
    cursor = answer.NextCursor;
  }
  return outcome;
}
