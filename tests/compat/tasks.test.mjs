// ProcessMedia by the official client: outputs that match their templates, notify modes, cancelling, bad sources.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { makeClip, probe } from './clips.mjs';
import { finishedTask, genericClient, pulledEvent, refused, upload, vodClient } from './cloud.mjs';
import { Server } from './server.mjs';
import { waitFor } from './waiting.mjs';

const limit = { timeout: 180_000 };
let server;
let client;
let extended;
let file;

before(async () => {
  server = await Server.start(['--tasks-running-max', '1']);
  client = vodClient(server);
  extended = genericClient(server);
  await client.ModifyEventConfig({ Mode: 'PULL' });
  const clip = makeClip(server.path('quay.mp4'), { size: '1280x720' });
  ({ FileId: file } = await upload(server, client, clip));
});
after(async () => server?.stop());

const isEnd = (task) => ({ EventType, ProcedureStateChangeEvent: state }) =>
  EventType === 'ProcedureStateChanged' && state.TaskId === task && state.Status === 'FINISH';

test('ProcessMedia makes the outputs of its templates and a cover', limit, async () => {
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file,
    MediaProcessTask: {
      TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 100020 }],
      CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Percent', PositionValue: 50 }],
    },
    SessionContext: 'order=9',
  });
  const { ProcedureStateChangeEvent: ended } = await pulledEvent(client, 'ProcedureStateChanged', isEnd(task));
  assert.deepEqual([ended.ErrCode, ended.SessionContext, ended.TasksNotifyMode], [0, 'order=9', 'Finish']);
  const [small, middle, cover] = ended.MediaProcessResultSet;
  for (const [result, definition, height] of [[small, 100010, 360], [middle, 100020, 540]]) {
    const { Status: status, Input: input, Output: output } = result.TranscodeTask;
    assert.deepEqual([result.Type, status, input.Definition, output.Definition, output.Height],
      ['Transcode', 'SUCCESS', definition, definition, height]);
    const found = probe(output.Url);
    assert.deepEqual([found.video.codec, found.video.height, found.audio.codec], ['h264', height, 'aac']);
    assert.ok(Math.abs(found.seconds - 1.5) < 0.3, `${found.seconds} s`);
    const answer = await fetch(output.Url);
    assert.equal(answer.headers.get('content-type'), 'video/mp4');
    assert.equal((await answer.arrayBuffer()).byteLength, output.Size);
  }
  assert.equal(cover.Type, 'CoverBySnapshot');
  assert.equal(probe(cover.CoverBySnapshotTask.Output.CoverUrl).video.codec, 'mjpeg');
  const { MediaInfoSet: [info] } = await client.DescribeMediaInfos({ FileIds: [file] });
  assert.equal(info.BasicInfo.CoverUrl, cover.CoverBySnapshotTask.Output.CoverUrl);
  assert.deepEqual(info.TranscodeInfo.TranscodeSet.map(({ Definition }) => Definition).sort((a, b) => a - b),
    [0, 100010, 100020]);
});

test('one impossible output does not spoil the others', limit, async () => {
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file,
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 710 }, { Definition: 100010 }, { Definition: 4242 }] },
  });
  const { ProcedureTask: ended } = await finishedTask(client, task);
  assert.deepEqual(ended.MediaProcessResultSet.map(({ TranscodeTask: { Status, ErrCodeExt, ErrCode } }) =>
    [Status, ErrCodeExt, ErrCode]), [
    ['FAIL', 'InvalidInput.ConfigurationUnsupported', 40000],
    ['SUCCESS', '', 0],
    ['FAIL', 'InvalidInput.DefinitionNotExist', 40000],
  ]);
});

test('TasksNotifyMode says which events are sent', limit, async () => {
  const { SubAppId: app } = await client.CreateSubAppId({ Name: 'notify' });
  await client.ModifyEventConfig({ SubAppId: app, Mode: 'PULL' });
  const { FileId: own } = await upload(server, client, server.path('quay.mp4'), { app });
  const process = async (mode) => {
    const { TaskId: task } = await client.ProcessMedia({
      SubAppId: app,
      FileId: own,
      TasksNotifyMode: mode,
      MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 4242 }] },
    });
    await finishedTask(client, task, { app });
    const states = [];
    while ((await client.DescribeEventsState({ SubAppId: app })).CountOfEventsToPull > 0) {
      const { EventSet: events } = await client.PullEvents({ SubAppId: app });
      await client.ConfirmEvents({ SubAppId: app, EventHandles: events.map(({ EventHandle }) => EventHandle) });
      for (const { ProcedureStateChangeEvent: state } of events) {
        assert.equal(state.TaskId, task);
        states.push(state.Status);
      }
    }
    return states;
  };
  assert.deepEqual(await process('None'), []);
  assert.deepEqual(await process('Finish'), ['FINISH']);
  const changes = await process('Change');
  assert.ok(changes.length >= 2, changes.join());
  assert.deepEqual(new Set(changes.slice(0, -1)), new Set(['PROCESSING']));
  assert.equal(changes.at(-1), 'FINISH');
});

test('a waiting task can be aborted, a running one cancelled and tried again', limit, async () => {
  const long = makeClip(server.path('long.mp4'), { seconds: 60, size: '1280x720' });
  const { FileId: source } = await upload(server, client, long);
  const start = async () =>
    (await client.ProcessMedia({ FileId: source, MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100040 }] } })).TaskId;
  const status = async (task) => (await client.DescribeTaskDetail({ TaskId: task })).Status;
  const running = await start();
  await waitFor('the task to run', 30_000, async () => (await status(running)) === 'PROCESSING');
  const waiting = await start(); // One task at a time is allowed here.
  await refused('FailedOperation', () => client.ManageTask({ TaskId: running, OperationType: 'Abort' }));
  await client.ManageTask({ TaskId: waiting, OperationType: 'Abort' });
  assert.equal(await status(waiting), 'ABORTED');
  await extended.request('CancelTask', { TaskId: running });
  const { ProcedureTask: cancelled } = await finishedTask(client, running);
  const { Status: ended, ErrCodeExt: code, ErrCode: number } = cancelled.MediaProcessResultSet[0].TranscodeTask;
  assert.deepEqual([ended, code, number], ['FAIL', 'InternalError.Cancelled', 70000]);
  const { TaskId: again } = await extended.request('RetryTask', { TaskId: running });
  await waitFor('the new task to run', 30_000, async () => (await status(again)) === 'PROCESSING');
  await client.DeleteMedia({ FileId: source });
  const { ProcedureTask: orphaned } = await finishedTask(client, again);
  assert.equal(orphaned.MediaProcessResultSet[0].TranscodeTask.ErrCodeExt, 'SourceFileError.Deleted');
});

test('the same SessionId is refused, other limits have their codes', limit, async () => {
  const task = { FileId: file, MediaProcessTask: { TranscodeTaskSet: [{ Definition: 4242 }] } };
  await client.ProcessMedia({ ...task, SessionId: 'once' });
  await refused('InvalidParameterValue.SessionId', () => client.ProcessMedia({ ...task, SessionId: 'once' }));
  await refused('InvalidParameterValue.SessionIdTooLong', () =>
    client.ProcessMedia({ ...task, SessionId: 'x'.repeat(51) }));
  await refused('InvalidParameterValue.SessionContextTooLong', () =>
    client.ProcessMedia({ ...task, SessionContext: '长'.repeat(1001) }));
  await refused('InvalidParameterValue.FileId', () => client.ProcessMedia({ ...task, FileId: '12345678901234567890' }));
  await refused('InvalidParameter', () => client.ProcessMedia({ FileId: file, MediaProcessTask: {} }));
  await refused('InvalidParameterValue', () => client.ProcessMedia({ ...task, TasksPriority: 11 }));
});

const badFiles = {
  'empty.mp4': [Buffer.alloc(0), /^SourceFileError/],
  'text.mp4': [Buffer.from('This is no film at all.\n'.repeat(500)), /^SourceFileError\.Content/],
  'noise.mp4': [Buffer.alloc(70_000, 'kQz\u0001~9'), /^SourceFileError\.Content/],
  'playlist.mp4': [Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'), /^SourceFileError\.ContentUnsupported/],
};
for (const [name, [bytes, code]] of Object.entries(badFiles)) {
  test(`${name} is a media whose tasks end with a named error`, limit, async () => {
    writeFileSync(server.path(name), bytes);
    const { FileId: bad } = await upload(server, client, server.path(name));
    const { TaskId: task } = await client.ProcessMedia({
      FileId: bad,
      MediaProcessTask: {
        TranscodeTaskSet: [{ Definition: 100010 }],
        CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Time', PositionValue: 0 }],
      },
    });
    const { ProcedureTask: ended } = await finishedTask(client, task);
    for (const result of ended.MediaProcessResultSet) {
      const { Status: status, ErrCodeExt: ext, ErrCode: number } = result.TranscodeTask ?? result.CoverBySnapshotTask;
      assert.deepEqual([status, number], ['FAIL', 60000]);
      assert.match(ext, code);
    }
  });
}
