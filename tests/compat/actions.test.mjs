// Every served action, called by the official client in every form of request that it can sign: one application's life,
// from its creation over upload, event, processing and search to deletion.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { cosClient, finishedTask, forms, genericClient, refused, vodClient } from './cloud.mjs';
import { makeClip } from './clips.mjs';
import { HttpSink } from './http_sink.mjs';
import { Server } from './server.mjs';
import { waitFor } from './waiting.mjs';

let server;
let site;
let clip;
const called = new Set();

before(async () => {
  server = await Server.start();
  clip = makeClip(server.path('harbour.mp4'), { seconds: 1 });
  const bytes = readFileSync(clip);
  site = await HttpSink.start((request, body, response) => response.end(bytes));
});
after(async () => {
  await site?.stop();
  await server?.stop();
});

/// Notes which actions are called, and calls them.
function noted(client, subAppId) {
  return async (action, parameters = {}) => {
    called.add(action);
    const request = { ...parameters, ...(subAppId && { SubAppId: subAppId }) };
    const answer = client[action] ? await client[action](request) : await client.request(action, request);
    assert.match(answer.RequestId, /^[0-9a-f-]{36}$/);
    return answer;
  };
}

async function newApplication(form) {
  const account = noted(vodClient(server, form));
  const { SubAppId: app } = await account('CreateSubAppId', { Name: 'harbour', Description: form.name });
  const call = noted(vodClient(server, form), app);
  await call('ModifySubAppIdInfo', { Name: `harbour ${app}` });
  await call('ModifySubAppIdStatus', { Status: 'Off' });
  await refused('FailedOperation.InvalidVodUser', () => call('DescribeEventConfig'));
  await call('ModifySubAppIdStatus', { Status: 'On' });
  const { SubAppIdInfoSet: apps } = await account('DescribeSubAppIds', { Name: `harbour ${app}` });
  assert.deepEqual(apps.map(({ SubAppId, Status }) => [SubAppId, Status]), [[app, 'On']]);
  return app;
}

async function configureEvents(call) {
  await call('ModifyEventConfig', {
    Mode: 'PULL',
    UploadMediaCompleteEventSwitch: 'ON',
    DeleteMediaCompleteEventSwitch: 'ON',
  });
  const { RequestId: _, ...config } = await call('DescribeEventConfig');
  assert.deepEqual(config, {
    Mode: 'PULL',
    NotificationUrl: '',
    UploadMediaCompleteEventSwitch: 'ON',
    DeleteMediaCompleteEventSwitch: 'ON',
    PersistenceCompleteEventSwitch: 'OFF',
  });
}

async function nextEvent(call, type) {
  return waitFor(type, 60_000, async () => {
    const { EventSet: events } = await call('PullEvents');
    if (events.length === 0) return undefined;
    assert.deepEqual(events.map((event) => event.EventType), [type]);
    await call('ConfirmEvents', { EventHandles: [events[0].EventHandle] });
    return events[0];
  });
}

async function uploadClip(call) {
  const grant = await call('ApplyUpload', { MediaType: 'mp4', MediaName: '港口的早晨', SourceContext: 'uid=7 & more' });
  await cosClient(server, grant.TempCertificate).putObject({
    Bucket: grant.StorageBucket,
    Region: grant.StorageRegion,
    Key: grant.MediaStoragePath.slice(1),
    Body: readFileSync(clip),
  });
  const { FileId: file, MediaUrl: url } = await call('CommitUpload', { VodSessionKey: grant.VodSessionKey });
  assert.equal(url, server.url + grant.MediaStoragePath);
  const { FileUploadEvent: uploaded } = await nextEvent(call, 'NewFileUpload');
  assert.equal(uploaded.FileId, file);
  assert.equal(uploaded.MediaBasicInfo.Name, '港口的早晨');
  assert.equal(uploaded.MediaBasicInfo.SourceInfo.SourceContext, 'uid=7 & more');
  return file;
}

async function editAndFind(call, file) {
  await call('ModifyMediaInfo', { FileId: file, Description: '灯塔', AddTags: ['sea', '海'], ClearTags: 0 });
  const { MediaInfoSet: infos, NotExistFileIdSet: missing } = await call('DescribeMediaInfos', {
    FileIds: [file, '12345678901234567890'],
    Filters: ['basicInfo', 'metaData'],
  });
  assert.deepEqual(missing, ['12345678901234567890']);
  assert.equal(infos[0].BasicInfo.Description, '灯塔');
  assert.deepEqual(infos[0].BasicInfo.TagSet, ['sea', '海']);
  assert.equal(infos[0].MetaData.Width, 640);
  const { MediaInfoSet: found, TotalCount: count } = await call('SearchMedia', {
    Text: '港口',
    Tags: ['海', 'none such'],
    Sort: { Field: 'CreateTime', Order: 'Desc' },
    Offset: 0,
    Limit: 5,
  });
  assert.deepEqual([count, found.map(({ FileId }) => FileId)], [1, [file]]);
}

async function keepLibrary(call, file) {
  const { ClassId: films } = await call('CreateClass', { ParentId: -1, ClassName: 'films' });
  const { ClassId: harbour } = await call('CreateClass', { ParentId: films, ClassName: '港口' });
  await call('ModifyClass', { ClassId: films, ClassName: 'Films' });
  await call('ModifyMediaInfo', { FileId: file, ClassId: harbour });
  const { ClassInfoSet: classes } = await call('DescribeAllClass');
  assert.deepEqual(classes.map(({ ClassName, Level }) => [ClassName, Level]), [['Other', 0], ['Films', 0], ['港口', 1]]);
  const { MediaInfoSet: found } = await call('SearchMedia', { ClassIds: [films], Status: ['Normal'] });
  assert.equal(found[0].BasicInfo.ClassPath, 'Films-港口');
  await refused('UnsupportedOperation.ClassNotEmpty', () => call('DeleteClass', { ClassId: harbour }));
  await call('ModifyMediaInfo', { FileId: file, ClassId: 0 });
  await call('DeleteClass', { ClassId: harbour });

  const { AddedSubtitleSet: subtitles } = await call('ModifyMediaInfo', {
    FileId: file,
    AddSubtitles: [{
      Id: 'zh', Name: '中文', Language: 'zh', Format: 'vtt',
      Content: Buffer.from('WEBVTT\n\n00:00.100 --> 00:00.900\n海\n').toString('base64'),
    }],
  });
  assert.match(await (await fetch(subtitles[0].Url)).text(), /海/);
  await refused('InvalidParameterValue', () => call('AttachMediaSubtitles', {
    FileId: file, Operation: 'Attach', AdaptiveDynamicStreamingDefinition: 10, SubtitleIds: ['none such'],
  }));

  await call('ForbidMediaDistribution', { FileIds: [file], Operation: 'forbid' });
  assert.equal((await fetch(subtitles[0].Url)).status, 403);
  await call('ForbidMediaDistribution', { FileIds: [file], Operation: 'recover' });
  await call('ModifyMediaStorageClass', { FileIds: [file], StorageClass: 'ARCHIVE' });
  const archived = await fetch(subtitles[0].Url);
  assert.equal(archived.status, 403);
  assert.match(await archived.text(), /<Code>InvalidObjectState<\/Code>/);
  await call('RestoreMedia', { FileIds: [file], RestoreDay: 1, RestoreTier: 'Bulk' });
}

async function parseManifest(account) {
  const { MediaSegmentSet: segments } = await account('ParseStreamingManifest', {
    MediaManifestContent: '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na/0.ts\n#EXTINF:1,\na/1.ts\n#EXT-X-ENDLIST\n',
    ManifestType: 'm3u8',
  });
  assert.deepEqual(segments, ['a/0.ts', 'a/1.ts']);
}

async function processClip(call, extended, file, app, form) {
  const { TranscodeTemplateSet: templates } = await call('DescribeTranscodeTemplates', { Definitions: [100010] });
  assert.deepEqual(templates.map(({ Definition }) => Definition), ['100010']);
  const { TaskId: task } = await call('ProcessMedia', {
    FileId: file,
    MediaProcessTask: {
      TranscodeTaskSet: [{ Definition: 100010 }],
      CoverBySnapshotTaskSet: [{ Definition: 10, PositionType: 'Time', PositionValue: 0.5 }],
    },
    SessionContext: 'step 1',
    TasksNotifyMode: 'Finish',
  });
  const { ProcedureStateChangeEvent: ended } = await nextEvent(call, 'ProcedureStateChanged');
  assert.deepEqual([ended.TaskId, ended.Status, ended.SessionContext], [task, 'FINISH', 'step 1']);
  const { ProcedureTask: detail } = await call('DescribeTaskDetail', { TaskId: task });
  assert.deepEqual(detail.MediaProcessResultSet.map(({ Type, TranscodeTask, CoverBySnapshotTask }) =>
    [Type, (TranscodeTask ?? CoverBySnapshotTask).Status]), [['Transcode', 'SUCCESS'], ['CoverBySnapshot', 'SUCCESS']]);
  const { TaskSet: tasks } = await call('DescribeTasks', { FileId: file, Sort: { Field: 'CreateTime', Order: 'Asc' } });
  assert.deepEqual(tasks.map(({ TaskId, Status }) => [TaskId, Status]), [[task, 'FINISH']]);
  await refused('FailedOperation', () => call('ManageTask', { TaskId: task, OperationType: 'Abort' }));
  await refused('FailedOperation', () => extended('CancelTask', { TaskId: task }));
  await refused('FailedOperation', () => extended('RetryTask', { TaskId: task }));

  const { PlayKey: before } = await extended('DescribePlayKey');
  const { PlayKey: now } = await extended('ResetPlayKey');
  assert.notEqual(now, before);
  const { Token: token } = await extended('CreatePlayToken', { FileId: file, ExpireSeconds: 60 });
  assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);

  // One that fails, and is tried again.
  const { TaskId: bad } = await call('ProcessMedia', {
    FileId: file,
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 999999 }] },
    TasksNotifyMode: 'None',
  });
  const over = await finishedTask(vodClient(server, form), bad, { app });
  assert.equal(over.ProcedureTask.MediaProcessResultSet[0].TranscodeTask.ErrCodeExt, 'InvalidInput.DefinitionNotExist');
  const { TaskId: again } = await extended('RetryTask', { TaskId: bad });
  assert.notEqual(again, bad);
  await finishedTask(vodClient(server, form), again, { app });
}

// A task flow of the application's own, by name; and the original's hashes.
async function runProcedures(call, file, app, form) {
  const flow = { Name: '晚间', MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }] } };
  await call('CreateProcedureTemplate', flow);
  await call('ResetProcedureTemplate', { ...flow, Comment: 'twice', MediaProcessTask: { TranscodeTaskSet: [{ Definition: 1110 }] } });
  const { ProcedureTemplateSet: flows } = await call('DescribeProcedureTemplates', { Type: 'Custom' });
  assert.deepEqual(flows.map(({ Name, Comment }) => [Name, Comment]), [['晚间', 'twice']]);
  const { TaskId: task } = await call('ProcessMediaByProcedure', { FileId: file, ProcedureName: '晚间', TasksNotifyMode: 'None' });
  const over = await finishedTask(vodClient(server, form), task, { app });
  assert.equal(over.ProcedureTask.MediaProcessResultSet[0].TranscodeTask.Output.Definition, 1110);
  await call('DeleteProcedureTemplate', { Name: '晚间' });
  const { TaskId: sums } = await call('DescribeFileAttributes', { FileId: file });
  const { DescribeFileAttributesCompleteEvent: told } = await nextEvent(call, 'DescribeFileAttributesComplete');
  assert.equal(told.TaskId, sums);
  assert.equal(told.Output.Md5, createHash('md5').update(readFileSync(clip)).digest('hex'));
}

// Templates of an application's own, of every kind: made, changed, listed, deleted, and used by a task.
async function ownTemplates(call, file, app, form) {
  const video = { Codec: 'libx264', Fps: 0, Bitrate: 200, Height: 128 };
  const audio = { Codec: 'libfdk_aac', Bitrate: 64, SampleRate: 44100 };
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const kinds = {
    Transcode: { Container: 'mp4', VideoTemplate: video, AudioTemplate: audio },
    AdaptiveDynamicStreaming: { Format: 'HLS', StreamInfos: [{ Video: video, Audio: audio }] },
    SnapshotByTimeOffset: { Format: 'png' },
    SampleSnapshot: { SampleType: 'Percent', SampleInterval: 50 },
    ImageSprite: { SampleType: 'Time', SampleInterval: 1, RowCount: 2, ColumnCount: 2 },
    AnimatedGraphics: { Fps: 5 },
    Watermark: { Type: 'image', ImageTemplate: { ImageContent: pixel } },
  };
  for (const [kind, settings] of Object.entries(kinds)) {
    const { Definition: made } = await call(`Create${kind}Template`, { ...settings, Name: '晚间' });
    await call(`Modify${kind}Template`, { Definition: made, Comment: 'twice' });
    const answer = await call(`Describe${kind}Templates`, { Definitions: [made] });
    assert.equal(answer.TotalCount, 1, kind);
    const [found] = answer[`${kind}TemplateSet`];
    assert.deepEqual([Number(found.Definition), found.Name, found.Comment], [made, '晚间', 'twice'], kind);
    if (kind === 'Transcode') {
      const { TaskId: task } = await call('ProcessMedia', {
        FileId: file,
        MediaProcessTask: { TranscodeTaskSet: [{ Definition: made }] },
        TasksNotifyMode: 'None',
      });
      const over = await finishedTask(vodClient(server, form), task, { app });
      const { Output: output } = over.ProcedureTask.MediaProcessResultSet[0].TranscodeTask;
      assert.deepEqual([output.Definition, output.Height], [made, 128]);
    }
    await call(`Delete${kind}Template`, { Definition: made });
  }
}

// A media of two pieces of the clip that fade into each other, and a sticker.
async function composeMedia(call, file) {
  const { TaskId: task } = await call('ComposeMedia', {
    Tracks: [
      { Type: 'Video', TrackItems: [
        { Type: 'Video', VideoItem: { SourceMedia: file, Duration: 0.6 } },
        { Type: 'Transition', TransitionItem: { Duration: 0.2, MediaTransitions: [{ Type: 'Cube' }, { Type: 'AudioFadeInFadeOut' }] } },
        { Type: 'Video', VideoItem: { SourceMedia: file, SourceMediaStartTime: 0.4, Duration: 0.6, Width: '50%' } },
      ] },
      { Type: 'Sticker', TrackItems: [{ Type: 'Sticker', StickerItem: { SourceMedia: file, Duration: 0.4, XPos: '-10px' } }] },
    ],
    Canvas: { Color: 'White', Width: 128, Height: 128 },
    Output: { FileName: '合成', Container: 'mp4', VideoStream: { Fps: 20 } },
    SessionContext: 'album',
  });
  const { ComposeMediaCompleteEvent: told } = await nextEvent(call, 'ComposeMediaComplete');
  assert.deepEqual([told.TaskId, told.ErrCode, told.Message, told.SessionContext], [task, 0, 'SUCCESS', 'album']);
  assert.deepEqual([told.Output.MediaName, told.MetaData.Width, told.MetaData.Height], ['合成', 128, 128]);
  assert.ok(Math.abs(told.MetaData.Duration - 1) < 0.06, `${told.MetaData.Duration} s`);
  assert.equal((await fetch(told.Output.FileUrl)).headers.get('content-type'), 'video/mp4');
  await call('DeleteMedia', { FileId: told.Output.FileId });
  const { FileDeleteEvent: deleted } = await nextEvent(call, 'FileDeleted');
  assert.deepEqual(deleted.FileIdSet, [told.Output.FileId]);
}

// New media by cutting and joining; they go again.
async function cutAndJoin(call, file) {
  const { TaskId: edit } = await call('EditMedia', {
    InputType: 'File',
    FileInfos: [{ FileId: file, StartTimeOffset: 0.2, EndTimeOffset: 0.6 }, { FileId: file }],
    OutputConfig: { MediaName: 'twice', Type: 'hls' },
  });
  const { EditMediaCompleteEvent: edited } = await nextEvent(call, 'EditMediaComplete');
  assert.deepEqual([edited.TaskId, edited.ErrCode, edited.Output.MediaName], [edit, 0, 'twice']);
  const { TaskId: split } = await call('SplitMedia', { FileId: file, Segments: [{ EndTimeOffset: 0.4 }] });
  const { SplitMediaCompleteEvent: parts } = await nextEvent(call, 'SplitMediaComplete');
  assert.deepEqual([parts.TaskId, parts.ErrCode, parts.FileInfoSet.length], [split, 0, 1]);

  const clipped = await call('SimpleHlsClip', { Url: edited.Output.FileUrl, EndTimeOffset: 0.1, IsPersistence: 0 });
  assert.match(await (await fetch(clipped.Url)).text(), /#EXTM3U/);
  const { FileId: fast, Url: url } = await call('FastEditMedia', {
    FileInfos: [1, 2].map(() => ({ FileId: edited.Output.FileId, AudioVideoType: 'Original' })),
  });
  assert.match(await (await fetch(url)).text(), /#EXT-X-DISCONTINUITY/);
  for (const each of [edited.Output.FileId, parts.FileInfoSet[0].Output.FileId, fast]) {
    await call('DeleteMedia', { FileId: each });
    await nextEvent(call, 'FileDeleted');
  }
}

async function pullAndDelete(call, file) {
  const { TaskId: task } = await call('PullUpload', { MediaUrl: `${site.url}/films/quay.mp4?version=1&part=2` });
  const { PullCompleteEvent: pulled } = await nextEvent(call, 'PullComplete');
  assert.deepEqual([pulled.TaskId, pulled.Status, pulled.ErrCode], [task, 'FINISH', 0]);
  assert.equal(pulled.MediaBasicInfo.Name, 'quay');
  for (const each of [file, pulled.FileId]) {
    await call('DeleteMedia', { FileId: each });
    const { FileDeleteEvent: deleted } = await nextEvent(call, 'FileDeleted');
    assert.deepEqual(deleted.FileIdSet, [each]);
  }
  assert.equal((await call('SearchMedia')).TotalCount, 0);
  assert.equal((await call('DescribeEventsState')).CountOfEventsToPull, 0);
}

// What an operator does with events, and how the application is told of them.
async function operateEvents(call, extended) {
  const { GeneratedSecret: secret } = await extended('ModifyDeliveryConfig', {
    ParkAfterDeliveries: 9,
    RetryIntervals: [1, 5],
    GenerateSecret: 'v1',
  });
  assert.match(secret, /^whsec_/);
  const config = await extended('DescribeDeliveryConfig');
  assert.deepEqual([config.ParkAfterDeliveries, config.RetryIntervals, config.SecretSet.length], [9, [1, 5], 1]);
  assert.ok(!JSON.stringify(config).includes(secret));

  const { EventId: id } = await extended('CreateTestEvent', { EventType: 'EditMediaComplete' });
  const all = { EventIds: [id] };
  const stateOf = async () => (await extended('DescribeEvent', { EventId: id })).Event.State;
  const { EventSet: listed } = await extended('ListEvents', { Filter: { EventTypes: ['EditMediaComplete'] }, Limit: 5 });
  assert.deepEqual(listed.map(({ EventId, IsTest }) => [EventId, IsTest]), [[id, true]]);
  const before = await stateOf();
  assert.equal((await extended('ParkEvents', { ...all, Reason: 'a try' })).Count, 1);
  assert.notEqual(await stateOf(), before);
  assert.equal((await extended('DescribeQueue')).ParkedCount, 1);
  assert.equal((await extended('UnparkEvents', { ...all, To: 'Queue' })).Count, 1);
  assert.equal(await stateOf(), before);
  await nextEvent(call, 'EditMediaComplete');
  assert.equal((await extended('RedeliverEvents', { ...all, DryRun: true })).Count, 1);
  assert.equal((await extended('RedeliverEvents', all)).Count, 1);
  assert.equal(await stateOf(), before);
  await refused('FailedOperation', () => extended('PurgeEvents', { ...all, ExpectedCount: 2 }));
  assert.equal((await extended('PurgeEvents', { ...all, ExpectedCount: 1 })).Count, 1);
  assert.deepEqual((await extended('DescribeEndpoints')).EndpointSet, []);
}

// Lists and changes, as a console shows them.
async function watch(extended, file) {
  const { MediaSet: media } = await extended('ListMedia', { SortBy: 'CreateTime', Limit: 10 });
  assert.deepEqual(media.map(({ FileId, Status }) => [FileId, Status]), [[file, 'Normal']]);
  assert.deepEqual((await extended('ListMedia', { FileIds: [file, '1'] })).MediaSet.map(({ FileId }) => FileId), [file]);
  const usage = await extended('DescribeUsage');
  assert.equal(usage.MediaCount, 1);
  assert.equal(usage.OriginalBytes, media[0].Size);
  assert.ok(usage.OutputBytes > 0);
  const { TaskSet: tasks } = await extended('ListTasks', { FileId: file });
  assert.ok(tasks.length > 0 && tasks.every(({ Progress }) => Progress === 100));
  const { NextCursor: now } = await extended('WatchChanges', { WaitSeconds: 0 });
  const { EventId: id } = await extended('CreateTestEvent', { EventType: 'FileDeleted' });
  const { ChangeSet: changes } = await extended('WatchChanges', { Cursor: now, Kinds: ['Event'], WaitSeconds: 5 });
  assert.deepEqual(changes.map(({ Kind, Id }) => [Kind, Id]), [['Event', id]]);
  await extended('PurgeEvents', { EventIds: [id], ExpectedCount: 1 });
}

// Keys, consoles and copies belong to the server, not to an application.
async function administer(form) {
  const root = noted(genericClient(server, form));
  const as = (credential) => noted(genericClient(server, form, '2026-11-01', credential));
  const { SecretId: keyId, SecretKey: key } = await root('CreateKey', { Name: 'reader', IsReadOnly: true });
  const reader = as({ secretId: keyId, secretKey: key });
  assert.ok((await root('ListKeys')).KeySet.some(({ SecretId }) => SecretId === keyId));
  await reader('ListMedia');
  await refused('AuthFailure.UnauthorizedOperation', () => reader('CreateTestEvent', { EventType: 'NewFileUpload' }));
  await root('ModifyKeyStatus', { KeyId: keyId, Status: 'Disabled' });
  await refused('AuthFailure.SecretIdNotFound', () => reader('ListMedia'));
  await root('DeleteKey', { KeyId: keyId });

  const { OneTimeToken: token } = await root('CreateConsoleToken');
  const session = await root('CreateConsoleSession', { OneTimeToken: token });
  const console = as({ secretId: session.SecretId, secretKey: session.SecretKey, token: session.Token });
  await console('ListTasks');
  await console('EndConsoleSession');
  await refused('AuthFailure.SecretIdNotFound', () => console('ListTasks'));

  const path = server.path(`backup ${form.name}`);
  await root('CreateBackup', { Path: path });
  const ended = await waitFor('the backup', 30_000, async () => {
    const state = await root('DescribeBackup');
    return state.Status === 'Running' ? undefined : state;
  });
  assert.deepEqual([ended.Status, ended.Path], ['Finished', path]);
}

for (const form of forms) {
  test(`every action answers ${form.name}`, { timeout: 180_000 }, async () => {
    const app = await newApplication(form);
    const call = noted(vodClient(server, form), app);
    const extended = noted(genericClient(server, form), app);
    const health = await noted(genericClient(server, form))('DescribeHealth');
    assert.equal(health.PublicUrl, server.url);
    assert.ok(health.Encoders.includes('libx264') && health.SchemaVersion >= 4 && health.DataFolderBytesFree > 0);
    const { RuleSet: rules } = await noted(genericClient(server, form))('DescribeTemplateRules', { Kind: 'ImageSprite' });
    assert.ok(rules.some(({ Field, Type }) => Field === 'RowCount' && Type === 'Number'));
    const { StorageRegionInfos: regions } = await call('DescribeStorageRegions');
    assert.ok(regions.some(({ IsDefault }) => IsDefault));
    await configureEvents(call);
    const file = await uploadClip(call);
    await editAndFind(call, file);
    await processClip(call, extended, file, app, form);
    await runProcedures(call, file, app, form);
    await ownTemplates(call, file, app, form);
    await operateEvents(call, extended);
    await watch(extended, file);
    await cutAndJoin(call, file);
    await administer(form);
    await composeMedia(call, file);
    await parseManifest(noted(vodClient(server, form)));
    await keepLibrary(call, file);
    await pullAndDelete(call, file);
  });
}

test('no served action was left out above', async () => {
  const coverage = await (await fetch(`${server.url}/-/coverage`)).json();
  const served = coverage.actions.filter(({ status }) => status === 'served').map(({ name }) => name);
  assert.ok(served.length >= 24);
  assert.deepEqual(served.filter((name) => !called.has(name)), []);
});
