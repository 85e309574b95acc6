import { expect, test } from 'vitest';

import { failureOfDetail, stateOfDetail, stateOfSummary, subTasksOf } from './index';

test.each([
  [{ Status: 'WAITING' }, 'waiting'],
  [{ Status: 'PROCESSING' }, 'processing'],
  [{ Status: 'FINISH', ErrCodeExt: '', Message: '' }, 'done'],
  [{ Status: 'FINISH', ErrCodeExt: 'SourceFileError.Damaged', Message: 'x' }, 'failed'],
  [{ Status: 'FINISH', ErrCodeExt: 'InternalError.Cancelled' }, 'cancelled'],
  [{ Status: 'ABORTED' }, 'aborted'],
])('%j is %s', (summary, state) => expect(stateOfSummary(summary)).toBe(state));

const result = { BeginProcessTime: '2026-01-01T00:00:00Z', FinishTime: '' };

test('a procedure has one part for each output, with its own end', () => {
  const detail = {
    Status: 'FINISH',
    ProcedureTask: {
      MediaProcessResultSet: [
        {
          Type: 'Transcode',
          TranscodeTask: {
            ...result,
            Status: 'SUCCESS',
            ErrCode: 0,
            Message: 'SUCCESS',
            Input: { Definition: 100010 },
            Output: { Url: 'http://h/a.mp4', Width: 640, Height: 360, Size: 7, Bitrate: 400000 },
          },
        },
        {
          Type: 'ImageSprites',
          ImageSpriteTask: { ...result, Status: 'FAIL', ErrCode: 40000, ErrCodeExt: 'InvalidInput.DefinitionNotExist', Message: 'no such template', Input: { Definition: 4 } },
        },
        {
          Type: 'SnapshotByTimeOffset',
          SnapshotByTimeOffsetTask: { ...result, Status: 'SUCCESS', ErrCode: 0, Input: { Definition: 10 }, Output: { PicInfoSet: [{ Url: 'http://h/1.jpg' }, { Url: 'http://h/2.jpg' }] } },
        },
      ],
    },
  };
  const [transcode, sprite, snapshots] = subTasksOf(detail);
  expect(transcode).toMatchObject({ kind: 'Transcode', definition: 100010, state: 'done', percent: 100 });
  expect(transcode?.outputs).toMatchObject([{ url: 'http://h/a.mp4', width: 640, sizeBytes: 7 }]);
  expect(sprite).toMatchObject({ kind: 'ImageSprite', state: 'failed', failure: { code: 'InvalidInput.DefinitionNotExist' }, outputs: [] });
  expect(snapshots?.outputs).toHaveLength(2);
  expect([stateOfDetail(detail), failureOfDetail(detail)?.message]).toEqual(['failed', 'no such template']);
});

test('a type without a member for the code has it before its message', () => {
  const detail = { Status: 'FINISH', PullUploadTask: { Status: 'FINISH', ErrCode: 40000, Message: 'InvalidInput.Url: the host does not answer.' } };
  expect(failureOfDetail(detail)).toEqual({ code: 'InvalidInput.Url', message: 'the host does not answer.' });
});

test('an output that has not begun waits', () => {
  const detail = { Status: 'WAITING', ProcedureTask: { MediaProcessResultSet: [{ CoverBySnapshotTask: { Status: 'PROCESSING', BeginProcessTime: '' } }] } };
  expect(subTasksOf(detail)).toMatchObject([{ kind: 'CoverBySnapshot', state: 'waiting' }]);
});
