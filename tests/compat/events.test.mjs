// Events reach the application in both modes: POSTed to its URL, and pulled from the queue.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';

import { makeClip } from './clips.mjs';
import { pulledEvent, refused, upload, vodClient } from './cloud.mjs';
import { HttpSink } from './http_sink.mjs';
import { Server } from './server.mjs';

const limit = { timeout: 120_000 };
let server;
let client;
let clip;
let applications = 0;

before(async () => {
  server = await Server.start(['--push-retries-s', '1']);
  client = vodClient(server);
  clip = makeClip(server.path('lighthouse.mp4'), { seconds: 1, size: '320x180' });
});
after(async () => server?.stop());

async function newApplication(config) {
  const { SubAppId: app } = await client.CreateSubAppId({ Name: `events ${++applications}` });
  await client.ModifyEventConfig({ SubAppId: app, UploadMediaCompleteEventSwitch: 'ON', ...config });
  return app;
}

test('a normal callback is a POST of the event as JSON', limit, async () => {
  const sink = await HttpSink.start();
  const app = await newApplication({ Mode: 'PUSH', NotificationUrl: `${sink.url}/release/callback?from=vod` });
  const { FileId: file } = await upload(server, client, clip, { app });
  const event = await sink.event('NewFileUpload', ({ EventType }) => EventType === 'NewFileUpload');
  assert.equal(event.FileUploadEvent.FileId, file);
  assert.equal(event.FileUploadEvent.MetaData.VideoStreamSet[0].Codec, 'h264');
  assert.ok(!('EventHandle' in event));
  const [{ method, url, headers }] = sink.requests;
  assert.deepEqual([method, url, headers['content-type']], ['POST', '/release/callback?from=vod', 'application/json']);
  await sink.stop();
});

test('a callback that fails is sent again, with the same body and id', limit, async () => {
  let failures = 2;
  const sink = await HttpSink.start((request, body, response) => {
    response.statusCode = failures-- > 0 ? 400 : 200;
    response.end();
  });
  const app = await newApplication({ Mode: 'PUSH', NotificationUrl: sink.url });
  await upload(server, client, clip, { app });
  await sink.event('the third attempt', () => sink.requests.length === 3);
  assert.equal(new Set(sink.requests.map(({ body }) => body.toString())).size, 1);
  assert.equal(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size, 1);
  await sink.stop();
});

test('the receiver may call the API inside its handler', limit, async () => {
  const sink = await HttpSink.start(async (request, body, response) => {
    const event = JSON.parse(body);
    if (event.EventType === 'NewFileUpload') {
      await client.ProcessMedia({
        SubAppId: app,
        FileId: event.FileUploadEvent.FileId,
        MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }] },
      });
    }
    response.end();
  });
  const app = await newApplication({ Mode: 'PUSH', NotificationUrl: sink.url });
  const { FileId: file } = await upload(server, client, clip, { app });
  const { ProcedureStateChangeEvent: ended } = await sink.event(
    'ProcedureStateChanged', ({ EventType }) => EventType === 'ProcedureStateChanged');
  assert.deepEqual([ended.FileId, ended.Status, ended.ErrCode], [file, 'FINISH', 0]);
  assert.equal(ended.MediaProcessResultSet[0].TranscodeTask.ErrCode, 0);
  assert.equal(sink.events().filter(({ EventType }) => EventType === 'NewFileUpload').length, 1);
  await sink.stop();
});

test('with a SignKey each callback carries Sign and T', limit, async () => {
  const sink = await HttpSink.start();
  const app = await newApplication({ Mode: 'PUSH', NotificationUrl: sink.url, SignKey: 'CallbackKey01' });
  await upload(server, client, clip, { app });
  const { Sign: sign, T: expiry } = await sink.event('NewFileUpload', () => true);
  assert.equal(sign, createHash('md5').update(`CallbackKey01${expiry}`).digest('hex'));
  assert.ok(Math.abs(expiry - Date.now() / 1000 - 600) < 60);
  await sink.stop();
});

test('a pulled event leaves the queue only when it is confirmed', limit, async () => {
  const app = await newApplication({ Mode: 'PULL' });
  const where = { SubAppId: app };
  const { FileId: file } = await upload(server, client, clip, { app });
  const pull = async () => {
    for (;;) {
      const { EventSet: events } = await client.PullEvents({ ...where });
      if (events.length > 0) return events;
    }
  };
  const [event] = await pull();
  assert.equal(event.FileUploadEvent.FileId, file);
  assert.equal((await client.DescribeEventsState({ ...where })).CountOfEventsToPull, 1);
  await client.ConfirmEvents({ EventHandles: [event.EventHandle], ...where });
  assert.equal((await client.DescribeEventsState({ ...where })).CountOfEventsToPull, 0);
  await client.ConfirmEvents({ EventHandles: [event.EventHandle], ...where }); // A lost answer is asked for again.
});

test('PullEvents without an event waits 5 s and answers an empty list', limit, async () => {
  const app = await newApplication({ Mode: 'PULL' });
  const began = Date.now();
  const { EventSet: events } = await client.PullEvents({ SubAppId: app });
  assert.deepEqual(events, []);
  assert.ok(Date.now() - began >= 4_900);
});

test('a waiting PullEvents wakes when an event comes', limit, async () => {
  const app = await newApplication({ Mode: 'PULL' });
  const waiting = pulledEvent(client, 'the upload', ({ EventType }) => EventType === 'NewFileUpload', { app });
  const { FileId: file } = await upload(server, client, clip, { app });
  assert.equal((await waiting).FileUploadEvent.FileId, file);
});

test('handles that are forged or another application\'s are refused, and the good ones count', limit, async () => {
  const app = await newApplication({ Mode: 'PULL' });
  const other = await newApplication({ Mode: 'PULL' });
  await upload(server, client, clip, { app });
  let events = [];
  while (events.length === 0) ({ EventSet: events } = await client.PullEvents({ SubAppId: app }));
  const [{ EventHandle: handle }] = events;
  await refused('InvalidParameterValue', () => client.ConfirmEvents({ SubAppId: other, EventHandles: [handle] }));
  await refused('InvalidParameterValue', () => client.ConfirmEvents({ SubAppId: app, EventHandles: ['forged'] }));
  await refused('InvalidParameterValue', () =>
    client.ConfirmEvents({ SubAppId: app, EventHandles: Array(17).fill(handle) }));
  assert.equal((await client.DescribeEventsState({ SubAppId: app })).CountOfEventsToPull, 1);
  await refused('InvalidParameterValue', () =>
    client.ConfirmEvents({ SubAppId: app, EventHandles: ['forged', handle] }));
  assert.equal((await client.DescribeEventsState({ SubAppId: app })).CountOfEventsToPull, 0);
});

test('switched off, nothing is queued and nothing is sent', limit, async () => {
  const sink = await HttpSink.start();
  const pulling = await newApplication({ Mode: 'PULL', UploadMediaCompleteEventSwitch: 'OFF' });
  const pushing = await newApplication({
    Mode: 'PUSH', NotificationUrl: sink.url, UploadMediaCompleteEventSwitch: 'OFF', DeleteMediaCompleteEventSwitch: 'ON',
  });
  for (const app of [pulling, pushing]) {
    const { FileId: file } = await upload(server, client, clip, { app });
    await client.DeleteMedia({ SubAppId: app, FileId: file });
  }
  // Deletion is switched on for one: when its event is there, that of the upload would be, too.
  await sink.event('FileDeleted', ({ EventType }) => EventType === 'FileDeleted');
  assert.deepEqual(sink.events().map(({ EventType }) => EventType), ['FileDeleted']);
  assert.equal((await client.DescribeEventsState({ SubAppId: pulling })).CountOfEventsToPull, 0);
  await sink.stop();
});
