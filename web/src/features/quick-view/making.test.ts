import { expect, test } from 'vitest';

import { makingOf, tasksToTell } from './making';

const task = { TaskId: 't', Status: 'PROCESSING', Progress: 42, SecondsLeft: 12 };
const detail = {
  ProcedureTask: {
    MediaProcessResultSet: [
      { Type: 'Transcode', TranscodeTask: { Status: 'SUCCESS', Input: { Definition: 100010 } } },
      { Type: 'Transcode', TranscodeTask: { Status: 'PROCESSING', Progress: 7, Input: { Definition: 100020 } } },
      { Type: 'AdaptiveDynamicStreaming', AdaptiveDynamicStreamingTask: { Status: 'FAIL', ErrCodeExt: 'E', Message: 'why', Input: { Definition: 10 } } },
      { Type: 'CoverBySnapshot', CoverBySnapshotTask: { Status: 'PROCESSING', Input: { Definition: 10, PositionType: 'Time', PositionValue: 1 } } },
    ],
  },
};

test('outputs that are not made yet are told with progress, those that failed with the reason', () => {
  expect(makingOf(task, detail)).toMatchObject([
    { id: '100020', state: 'processing', percent: 42, secondsLeft: 12 },
    { id: 'adaptive-10', state: 'failed', code: 'E', message: 'why' },
  ]);
});

test('what waits says so, and what an ended task left out has failed', () => {
  expect(makingOf({ ...task, Status: 'WAITING' }, detail)[0]?.state).toBe('waiting');
  expect(makingOf({ ...task, Status: 'FINISH' }, detail)[0]?.state).toBe('failed');
});

test('a failed task is told until a newer one is there', () => {
  const failed = { TaskId: 'f', Status: 'FINISH', ErrCodeExt: 'E' };
  const done = { TaskId: 'd', Status: 'FINISH' };
  expect(tasksToTell([failed, done])).toEqual([failed]);
  expect(tasksToTell([done, failed])).toEqual([]);
  expect(tasksToTell([task, failed])).toEqual([task]);
});
