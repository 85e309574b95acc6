// Pictures of a media by the official client: snapshots, a sprite with its WebVTT map, animations, a cover.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import webvtt from 'webvtt-parser';

import { makeClip, probe } from './clips.mjs';
import { finishedTask, pulledEvent, upload, vodClient } from './cloud.mjs';
import { Server } from './server.mjs';

const limit = { timeout: 120_000 };
let server;
let client;

before(async () => {
  server = await Server.start();
  client = vodClient(server);
  await client.ModifyEventConfig({ Mode: 'PULL' });
});
after(async () => server?.stop());

// The picture at the URL: its type, and its size as FFmpeg sees it.
async function fetched(url, name) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  const file = server.path(name);
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  return { type: answer.headers.get('content-type'), ...probe(file).video };
}

test('every picture that a task tells of is there', limit, async () => {
  const clip = makeClip(server.path('harbour.mp4'), { seconds: 12, size: '320x180' });
  const { FileId: file } = await upload(server, client, clip);
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file,
    MediaProcessTask: {
      AnimatedGraphicTaskSet: [{ Definition: 20000, StartTimeOffset: 1, EndTimeOffset: 3 }],
      SnapshotByTimeOffsetTaskSet: [{ Definition: 10, ExtTimeOffsetSet: ['3.5s', '50%'] }],
      SampleSnapshotTaskSet: [{ Definition: 10 }],
      ImageSpriteTaskSet: [{ Definition: 10 }],
      CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Percent', PositionValue: 20 }],
    },
  });
  const isEnd = ({ EventType, ProcedureStateChangeEvent: state }) =>
    EventType === 'ProcedureStateChanged' && state.TaskId === task;
  const { ProcedureStateChangeEvent: told } = await pulledEvent(client, 'ProcedureStateChanged', isEnd);
  const detail = await finishedTask(client, task);
  assert.deepEqual(told.MediaProcessResultSet, detail.ProcedureTask.MediaProcessResultSet);
  const [animated, timed, sampled, sprite, cover] = told.MediaProcessResultSet;

  const jpeg = { type: 'image/jpeg', codec: 'mjpeg', width: 320, height: 180 };
  const { Output: gif } = animated.AnimatedGraphicTask;
  assert.deepEqual(await fetched(gif.Url, 'a.gif'), { type: 'image/gif', codec: 'gif', width: 320, height: 180 });
  const { Output: { PicInfoSet: snapshots } } = timed.SnapshotByTimeOffsetTask;
  assert.deepEqual(snapshots.map(({ TimeOffset }) => Math.round(TimeOffset / 100)), [35, 60]);
  for (const { Url } of snapshots) assert.deepEqual(await fetched(Url, 'snapshot.jpg'), jpeg);
  const { Output: samples } = sampled.SampleSnapshotTask;
  assert.equal(samples.ImageUrlSet.length, 10);
  for (const url of samples.ImageUrlSet) assert.deepEqual(await fetched(url, 'sample.jpg'), jpeg);
  assert.deepEqual(await fetched(cover.CoverBySnapshotTask.Output.CoverUrl, 'cover.jpg'), jpeg);

  const { Output: sheets } = sprite.ImageSpriteTask;
  assert.deepEqual([sheets.TotalCount, sheets.Width, sheets.Height], [2, 142, 80]);
  assert.deepEqual(await fetched(sheets.ImageUrlSet[0], 'sheet.jpg'), { ...jpeg, width: 1420, height: 800 });

  const { MediaInfoSet: [info] } = await client.DescribeMediaInfos({ FileIds: [file] });
  assert.deepEqual(info.AnimatedGraphicsInfo.AnimatedGraphicsSet, [gif]);
  assert.deepEqual(info.SnapshotByTimeOffsetInfo.SnapshotByTimeOffsetSet, [timed.SnapshotByTimeOffsetTask.Output]);
  assert.deepEqual(info.SampleSnapshotInfo.SampleSnapshotSet, [samples]);
  assert.deepEqual(info.ImageSpriteInfo.ImageSpriteSet, [sheets]);
  assert.equal(info.BasicInfo.CoverUrl, cover.CoverBySnapshotTask.Output.CoverUrl);
});

test('a player finds the small picture of each second by the WebVTT file', limit, async () => {
  const clip = makeClip(server.path('quay.mp4'), { seconds: 21, size: '320x180' });
  const { FileId: file } = await upload(server, client, clip);
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file, MediaProcessTask: { ImageSpriteTaskSet: [{ Definition: 10 }] },
  });
  const { ProcedureTask: state } = await finishedTask(client, task);
  const { Output: sprite } = state.MediaProcessResultSet[0].ImageSpriteTask;
  const answer = await fetch(sprite.WebVttUrl);
  assert.match(answer.headers.get('content-type'), /^text\/vtt/);
  const { cues, errors } = new webvtt.WebVTTParser().parse(await answer.text(), 'metadata');
  assert.deepEqual(errors, []);
  assert.deepEqual(cues.map(({ startTime }) => startTime), [0, 10, 20]);
  cues.forEach((cue, i) => {
    const place = new URL(cue.text, sprite.WebVttUrl);
    assert.equal(place.hash, `#xywh=${i * 142},0,142,80`);
    place.hash = '';
    assert.ok(sprite.ImageUrlSet.includes(place.href), place.href);
    assert.ok(cue.endTime > cue.startTime);
  });
  assert.equal(cues[0].endTime, 10);
});
