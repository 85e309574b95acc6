// Media in and out by the official clients: multipart upload with a cover, pulls, search, download, deletion, errors.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeClip, makePicture } from './clips.mjs';
import { cosClient, finishedTask, genericClient, pulledEvent, refused, upload, vodClient } from './cloud.mjs';
import { HttpSink } from './http_sink.mjs';
import { secretId, Server } from './server.mjs';

const limit = { timeout: 120_000 };
let server;
let client;
let clip;

before(async () => {
  server = await Server.start();
  client = vodClient(server);
  await client.ModifyEventConfig({
    Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON', DeleteMediaCompleteEventSwitch: 'ON',
  });
  clip = makeClip(server.path('pier.mp4'), { seconds: 1, size: '320x180' });
});
after(async () => server?.stop());

test('a file of many parts and its cover arrive whole', limit, async () => {
  const big = server.path('big.mp4');
  const bytes = Buffer.concat([readFileSync(clip), Buffer.alloc(5 << 20, 'parts come in any order')]);
  writeFileSync(big, bytes);
  const cover = makePicture(server.path('front.png'));
  const committed = await upload(server, client, big, { cover });
  assert.match(committed.CoverUrl, /\.png$/);
  const media = await fetch(committed.MediaUrl);
  assert.equal(media.headers.get('content-type'), 'video/mp4');
  const hash = (data) => createHash('sha256').update(data).digest('hex');
  assert.equal(hash(Buffer.from(await media.arrayBuffer())), hash(bytes));
  const picture = await fetch(committed.CoverUrl);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.equal(hash(Buffer.from(await picture.arrayBuffer())), hash(readFileSync(cover)));
  const range = await fetch(committed.MediaUrl, { headers: { Range: 'bytes=100-199' } });
  assert.deepEqual([range.status, range.headers.get('content-range')], [206, `bytes 100-199/${bytes.length}`]);
  assert.deepEqual(Buffer.from(await range.arrayBuffer()), bytes.subarray(100, 200));
});

test('committing twice gives the same FileId and one event', limit, async () => {
  const { SubAppId: app } = await client.CreateSubAppId({ Name: 'twice' });
  await client.ModifyEventConfig({ SubAppId: app, Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON' });
  const grant = await client.ApplyUpload({ SubAppId: app, MediaType: 'MP4' });
  const commit = () => client.CommitUpload({ SubAppId: app, VodSessionKey: grant.VodSessionKey });
  await refused('ResourceNotFound', commit);
  await cosClient(server, grant.TempCertificate).sliceUploadFile({
    Bucket: grant.StorageBucket, Region: grant.StorageRegion, Key: grant.MediaStoragePath, FilePath: clip,
  });
  const [first, second] = await Promise.all([commit(), commit()]);
  assert.equal(first.FileId, second.FileId);
  const isUpload = ({ EventType }) => EventType === 'NewFileUpload';
  const event = await pulledEvent(client, 'NewFileUpload', isUpload, { app });
  assert.equal(event.FileUploadEvent.FileId, first.FileId);
  assert.equal((await commit()).FileId, first.FileId);
  assert.equal((await client.DescribeEventsState({ SubAppId: app })).CountOfEventsToPull, 0);
});

test('PullUpload fetches a file and says so', limit, async () => {
  const cases = [['/film.mp4', 200], ['/moved', 302], ['/gone.mp4', 404]];
  const site = await HttpSink.start((request, body, response) => {
    response.statusCode = Object.fromEntries(cases)[request.url.split('?')[0]] ?? 500;
    if (response.statusCode === 302) response.setHeader('Location', '/film.mp4');
    response.end(response.statusCode === 200 ? readFileSync(clip) : '');
  });
  const isPull = (task) => ({ EventType, PullCompleteEvent: state }) =>
    EventType === 'PullComplete' && state.TaskId === task;
  for (const [path, status] of cases.slice(0, 2)) {
    const { TaskId: task } = await client.PullUpload({
      MediaUrl: site.url + path, MediaType: 'mp4', MediaName: 'pulled', SessionContext: 'from afar', SourceContext: 'web',
    });
    const { PullCompleteEvent: event } = await pulledEvent(client, `the end of ${path}`, isPull(task));
    assert.deepEqual([event.ErrCode, event.SessionContext, event.MediaBasicInfo.Name], [0, 'from afar', 'pulled'], status);
    assert.equal(event.MetaData.VideoStreamSet[0].Codec, 'h264');
    const bytes = Buffer.from(await (await fetch(event.FileUrl)).arrayBuffer());
    assert.deepEqual(bytes, readFileSync(clip));
  }
  const { TaskId: task } = await client.PullUpload({ MediaUrl: `${site.url}/gone.mp4` });
  const detail = await finishedTask(client, task);
  assert.deepEqual([detail.TaskType, detail.PullUploadTask.ErrCode], ['PullUpload', 60000]);
  assert.match(detail.PullUploadTask.Message, /404/);
  await refused('FailedOperation.MediaType', () => client.PullUpload({ MediaUrl: `${site.url}/film.exe` }));
  for (const url of ['ftp://example.com/a.mp4', 'no url', 'file:///etc/passwd', 'http://']) {
    await refused('InvalidParameterValue.MediaUrl', () => client.PullUpload({ MediaUrl: url, MediaType: 'mp4' }));
  }
  await site.stop();
});

test('PullUpload fetches HLS with its segments, a cover, and starts a flow', limit, async () => {
  const films = mkdtempSync(join(tmpdir(), 'openvod-hls-'));
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=160x120:r=25:d=3', '-c:v', 'libx264',
    '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p', '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0',
    '-hls_playlist_type', 'vod', join(films, 'low.m3u8')]);
  makePicture(join(films, 'front.png'));
  writeFileSync(join(films, 'all.m3u8'), '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000\nlow.m3u8\n');
  const site = await HttpSink.start((request, body, response) => {
    const file = join(films, request.url.split('?')[0]);
    response.statusCode = existsSync(file) ? 200 : 404;
    response.end(existsSync(file) ? readFileSync(file) : '');
  });
  const { TaskId: task } = await client.PullUpload({
    MediaUrl: `${site.url}/all.m3u8?token=1`, CoverUrl: `${site.url}/front.png`, Procedure: 'LongVideoPreset',
  });
  const { PullUploadTask: pulled } = await finishedTask(client, task);
  assert.deepEqual([pulled.ErrCode, pulled.Progress], [0, 100], pulled.Message);
  assert.deepEqual([pulled.MediaBasicInfo.Name, pulled.MediaBasicInfo.Type], ['all', 'm3u8']);
  assert.deepEqual([pulled.MetaData.Container, Math.round(pulled.MetaData.Duration)], ['hls', 3]);
  assert.notEqual(pulled.ProcedureTaskId, '');
  const cover = Buffer.from(await (await fetch(pulled.MediaBasicInfo.CoverUrl)).arrayBuffer());
  assert.deepEqual(cover, readFileSync(join(films, 'front.png')));
  const list = await (await fetch(pulled.FileUrl)).text();
  const names = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const segments = await Promise.all(names.map(async (name) => (await fetch(new URL(name, pulled.FileUrl))).arrayBuffer()));
  assert.deepEqual(Buffer.from(segments[1]), readFileSync(join(films, 'low1.ts')));
  await finishedTask(client, pulled.ProcedureTaskId);
  const { TaskId: bare } = await client.PullUpload({ MediaUrl: `${site.url}/all.m3u8`, CoverUrl: `${site.url}/none.png` });
  assert.match((await finishedTask(client, bare)).PullUploadTask.Message, /^ResourceNotFound\.CoverUrl/);
  await site.stop();
  rmSync(films, { recursive: true, force: true });
});

test('two Chinese characters find what they stand in', limit, async () => {
  const { SubAppId: app } = await client.CreateSubAppId({ Name: 'search' });
  const files = {};
  for (const name of ['上海外滩夜景', '北京胡同', '海上日出', 'Harbour at Night']) {
    ({ FileId: files[name] } = await upload(server, client, clip, { app, MediaName: name }));
  }
  const find = async (more) => {
    const { MediaInfoSet: found } = await client.SearchMedia({ SubAppId: app, ...more });
    return found.map(({ FileId }) => Object.keys(files).find((name) => files[name] === FileId)).sort();
  };
  assert.deepEqual(await find({ Text: '外滩' }), ['上海外滩夜景']);
  assert.deepEqual(await find({ Text: '胡同' }), ['北京胡同']);
  assert.deepEqual(await find({ Text: '上海' }), ['上海外滩夜景']);
  assert.deepEqual(await find({ Text: '滩外' }), []);
  assert.deepEqual(await find({ Text: 'night' }), ['Harbour at Night']);
  assert.deepEqual(await find({ NamePrefixes: ['海上', '北京'] }), ['北京胡同', '海上日出']);
  assert.deepEqual(await find({ FileIds: [files['海上日出']] }), ['海上日出']);
  assert.equal((await find({ Categories: ['Video'], SourceTypes: ['Upload'] })).length, 4);
  assert.deepEqual(await find({ Categories: ['Audio'] }), []);
});

test('a deleted media is gone with its files', limit, async () => {
  const { FileId: file, MediaUrl: url } = await upload(server, client, clip);
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
  await client.DeleteMedia({ FileId: file });
  const isDeletion = ({ EventType, FileDeleteEvent: state }) =>
    EventType === 'FileDeleted' && state.FileIdSet[0] === file;
  await pulledEvent(client, 'FileDeleted', isDeletion);
  assert.equal((await fetch(url)).status, 404);
  await refused('ResourceNotFound', () => client.DeleteMedia({ FileId: file }));
  assert.deepEqual((await client.DescribeMediaInfos({ FileIds: [file] })).NotExistFileIdSet, [file]);
});

test('another application\'s media can neither be seen nor touched', limit, async () => {
  const { SubAppId: other } = await client.CreateSubAppId({ Name: 'other' });
  const { FileId: file } = await upload(server, client, clip);
  const foreign = { SubAppId: other, FileId: file };
  assert.deepEqual((await client.DescribeMediaInfos({ SubAppId: other, FileIds: [file] })).NotExistFileIdSet, [file]);
  await refused('ResourceNotFound', () => client.DeleteMedia(foreign));
  await refused('ResourceNotFound.FileNotExist', () => client.ModifyMediaInfo({ ...foreign, Name: 'mine' }));
  const MediaProcessTask = { TranscodeTaskSet: [{ Definition: 100010 }] };
  await refused('InvalidParameterValue.FileId', () => client.ProcessMedia({ ...foreign, MediaProcessTask }));
  assert.equal((await client.SearchMedia({ SubAppId: other, FileIds: [file] })).TotalCount, 0);
  const { MediaInfoSet: [{ BasicInfo: info }] } = await client.DescribeMediaInfos({ FileIds: [file] });
  assert.equal(info.Name, 'pier');
  const { TaskId: task } = await client.ProcessMedia({ FileId: file, MediaProcessTask });
  await refused('InvalidParameterValue.TaskId', () => client.DescribeTaskDetail({ SubAppId: other, TaskId: task }));
  await finishedTask(client, task);
});

test('what is wrong has the cloud\'s code', limit, async () => {
  const wrong = { secretId, secretKey: 'wrong' };
  await refused('AuthFailure.SignatureFailure', () => vodClient(server, undefined, wrong).SearchMedia({}));
  const v1 = { signMethod: 'HmacSHA256', reqMethod: 'POST' };
  await refused('AuthFailure.SignatureFailure', () => vodClient(server, v1, wrong).SearchMedia({}));
  const stranger = { secretId: 'AKIDnobody', secretKey: 'x' };
  await refused('AuthFailure.SecretIdNotFound', () => vodClient(server, undefined, stranger).SearchMedia({}));
  await refused('AuthFailure.SecretIdNotFound', () => vodClient(server, v1, stranger).SearchMedia({}));
  await refused('AuthFailure.InvalidAuthorization', () => client.request('SearchMedia', {}, { skipSign: true }));
  await refused('InvalidAction', () => client.request('DanceMedia', {}));
  await refused('UnsupportedOperation', () => client.request('ReviewAudioVideo', { FileId: '1' }));
  await refused('NoSuchVersion', () => genericClient(server, undefined, '2011-11-11').request('SearchMedia', {}));
  await refused('MissingParameter', () => client.DescribeMediaInfos({}));
  await refused('UnknownParameter', () => client.SearchMedia({ Colour: 'red' }));
  await refused('InvalidParameter', () => client.SearchMedia({ Limit: 'ten' }));
  await refused('InvalidParameterValue.SubAppId', () => client.SearchMedia({ SubAppId: 1499999999 }));
  await refused('InvalidParameterValue.MediaType', () => client.ApplyUpload({ MediaType: 'exe' }));
  await refused('InvalidParameterValue.CoverType', () => client.ApplyUpload({ MediaType: 'mp4', CoverType: 'mp4' }));
  await refused('UnsupportedOperation', () => client.ApplyUpload({ MediaType: 'mp4', MediaStoragePath: '/a/b.mp4' }));
  await refused('InvalidParameterValue.VodSessionKey', () => client.CommitUpload({ VodSessionKey: 'none' }));
  await refused('RequestSizeLimitExceeded', () => client.ModifyMediaInfo({ FileId: '1', CoverData: 'A'.repeat(11 << 20) }));
});
