import { expect, test } from 'vitest';

import { ApiError } from '@/lib/api';

import { startAll } from './start-all';
import { fieldOfWire, firstWishes, outputCounts, processMediaRequest, byProcedureRequest, type Wishes } from './wishes';

const sent = (wishes: Wishes) => JSON.parse(JSON.stringify(processMediaRequest(7, 'f', wishes))) as unknown;

test('the first wishes are the walkthrough’s call and nothing more', () => {
  expect(sent(firstWishes())).toEqual({
    FileId: 'f',
    SubAppId: 7,
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 100020 }] },
  });
});

test('all that can be wished for stands in the request', () => {
  const wishes = firstWishes([100010]);
  for (const kind of ['cover', 'sprite', 'samples', 'snapshots', 'animated', 'adaptive'] as const) wishes[kind].wanted = true;
  wishes.snapshots.times = ['3.5', ' 10% ', '2s'];
  wishes.clip = { start: 1, end: 4 };
  wishes.watermarks = [30];
  wishes.priority = -3;
  wishes.notify = 'Change';
  wishes.sessionContext = 'order=9';
  wishes.sessionId = 's1';
  const WatermarkSet = [{ Definition: 30 }];
  expect(sent(wishes)).toEqual({
    FileId: 'f',
    SubAppId: 7,
    MediaProcessTask: {
      TranscodeTaskSet: [{ Definition: 100010, WatermarkSet, StartTimeOffset: 1, EndTimeOffset: 4 }],
      AdaptiveDynamicStreamingTaskSet: [{ Definition: 10, WatermarkSet }],
      CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Percent', PositionValue: 10, WatermarkSet }],
      ImageSpriteTaskSet: [{ Definition: 10 }],
      SampleSnapshotTaskSet: [{ Definition: 10, WatermarkSet }],
      SnapshotByTimeOffsetTaskSet: [{ Definition: 10, ExtTimeOffsetSet: ['3.5s', '10%', '2s'], WatermarkSet }],
      AnimatedGraphicTaskSet: [{ Definition: 20000, StartTimeOffset: 0, EndTimeOffset: 3 }],
    },
    TasksPriority: -3,
    TasksNotifyMode: 'Change',
    SessionContext: 'order=9',
    SessionId: 's1',
  });
  expect(outputCounts(wishes).reduce((sum, { count }) => sum + count, 0)).toBe(7);
});

test('a kind without a template is not asked for', () => {
  const wishes = firstWishes([]);
  wishes.sprite = { wanted: true, definition: null };
  expect(outputCounts(wishes)).toEqual([]);
});

test('a procedure takes the place of the outputs', () => {
  const wishes: Wishes = { ...firstWishes(), by: 'procedure', procedure: '晚间', priority: 2 };
  expect(byProcedureRequest(7, 'f', wishes)).toMatchObject({ ProcedureName: '晚间', TasksPriority: 2 });
});

test.each([
  ['MediaProcessTask', ['transcodes']],
  ['MediaProcessTask.TranscodeTaskSet.1.Definition', ['transcodes']],
  ['MediaProcessTask.TranscodeTaskSet.0.WatermarkSet.0.TextContent', ['watermarks']],
  ['MediaProcessTask.AdaptiveDynamicStreamingTaskSet.0.WatermarkSet.0.Definition', ['watermarks']],
  ['MediaProcessTask.TranscodeTaskSet.0.EndTimeOffset', ['clip', 'end']],
  ['MediaProcessTask.CoverBySnapshotTaskSet.0.PositionValue', ['cover', 'value']],
  ['MediaProcessTask.SnapshotByTimeOffsetTaskSet.0.ExtTimeOffsetSet.1', ['snapshots', 'times']],
  ['MediaProcessTask.AnimatedGraphicTaskSet.0.EndTimeOffset', ['animated', 'end']],
  ['SessionId', ['sessionId']],
  ['Elsewhere', []],
])('%s is shown at %j', (path, field) => {
  expect(fieldOfWire(path.split('.'))).toEqual(field);
});

test('an error that blames the form stops before the second media; others stand beside what began', async () => {
  const asked: string[] = [];
  const failing = (message: string) => (fileId: string) => {
    asked.push(fileId);
    return fileId === 'a' ? Promise.reject(new ApiError('InvalidParameterValue', message)) : Promise.resolve(`task ${fileId}`);
  };
  await expect(startAll(['a', 'b', 'c'], failing('TasksPriority: too high.'))).rejects.toThrow('too high');
  expect(asked).toEqual(['a']);
  const starts = await startAll(['a', 'b', 'c'], failing('FileId: there is no such media.'));
  expect(starts.map((start) => ('taskId' in start ? start.taskId : 'error'))).toEqual(['error', 'task b', 'task c']);
});
