import { expect, test, vi } from 'vitest';

import { ApiError } from '@/lib/api';

import { runSteps } from './steps';

const live = () => new AbortController().signal;

test('an order goes on from where each call ended, and adds up', async () => {
  const step = vi
    .fn()
    .mockResolvedValueOnce({ Count: 3, NextCursor: 'evt_9' })
    .mockResolvedValueOnce({ Count: 2, SkippedSet: [{ EventId: 'evt_10', Reason: 'The event is done.' }] });
  const outcome = await runSteps({ step, signal: live() });
  expect(step.mock.calls).toEqual([[undefined, undefined], ['evt_9', undefined]]);
  expect(outcome).toMatchObject({ count: 5, isComplete: true, pieces: [{ count: 3 }, { cursor: 'evt_9', count: 2 }] });
  expect(outcome.skipped).toHaveLength(1);
});

test('where the server asks for a pause, the same call is made again after it', async () => {
  const step = vi.fn().mockRejectedValueOnce(new ApiError('RequestLimitExceeded', 'later')).mockResolvedValueOnce({ Count: 1 });
  const pause = vi.fn().mockResolvedValue(undefined);
  expect((await runSteps({ step, signal: live(), pause })).count).toBe(1);
  expect(pause).toHaveBeenCalledOnce();
});

test('another error ends it', async () => {
  const step = vi.fn().mockRejectedValue(new ApiError('FailedOperation', 'counts differ'));
  await expect(runSteps({ step, signal: live() })).rejects.toThrow('counts differ');
});

test('a purge tells each call the count that its dry run had, and ends with the last of them', async () => {
  const step = vi.fn().mockResolvedValue({ Count: 2, NextCursor: 'evt_5' });
  const outcome = await runSteps({ step, expected: [{ count: 2 }, { count: 7 }], signal: live() });
  expect(step.mock.calls.map(([, expected]) => expected as number)).toEqual([2, 7]);
  expect(outcome.isComplete).toBe(true);
});

test('once it is stopped nothing more is called, and it says that it is not complete', async () => {
  const stopper = new AbortController();
  const step = vi.fn().mockImplementation(async () => (stopper.abort(), { Count: 4, NextCursor: 'evt_4' }));
  const outcome = await runSteps({ step, signal: stopper.signal });
  expect(step).toHaveBeenCalledOnce();
  expect(outcome).toMatchObject({ count: 4, isComplete: false });
});
