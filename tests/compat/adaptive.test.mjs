// Adaptive streams by the official client: made, read by independent parsers, played by FFmpeg from their URLs, and, where
// they are encrypted, only with a play token.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createDecipheriv, createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { Parser as PlaylistParser } from 'm3u8-parser';
import { parse as parseManifest } from 'mpd-parser';

import { makeClip } from './clips.mjs';
import { finishedTask, genericClient, refused, upload, vodClient } from './cloud.mjs';
import { defaultApp, Server } from './server.mjs';

const limit = { timeout: 180_000 };
const seconds = 7;
let server;
let client;
let extended;
let file;

before(async () => {
  server = await Server.start();
  client = vodClient(server);
  extended = genericClient(server);
  const clip = makeClip(server.path('harbour.mp4'), { seconds, size: '640x480' });
  ({ FileId: file } = await upload(server, client, clip));
});
after(async () => server?.stop());

async function stream(definition, more = {}) {
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file,
    MediaProcessTask: { AdaptiveDynamicStreamingTaskSet: [{ Definition: definition, ...more }] },
  });
  const { ProcedureTask: detail } = await finishedTask(client, task, { msMax: 150_000 });
  const { AdaptiveDynamicStreamingTask: told } = detail.MediaProcessResultSet[0];
  assert.equal(told.Status, 'SUCCESS', told.Message);
  return told.Output;
}

async function fetched(url, status = 200) {
  const answer = await fetch(url);
  assert.equal(answer.status, status, url);
  return answer;
}

async function playlist(url) {
  const answer = await fetched(url);
  assert.equal(answer.headers.get('content-type'), 'application/vnd.apple.mpegurl');
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  const parser = new PlaylistParser();
  parser.push(await answer.text());
  parser.end();
  return parser.manifest;
}

const at = (base, uri) => new URL(uri, base).href;
const total = (segments) => segments.reduce((sum, { duration }) => sum + duration, 0);

/// Frames that FFmpeg decodes of one rendition, over HTTP.
function framesOf(url, map) {
  const said = execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-i', url, '-map', map, '-f', 'null', '-progress', '-', '-'],
    { encoding: 'utf8' });
  return Number(said.match(/frame=\s*(\d+)\s*(?![\s\S]*frame=)/)[1]);
}

test('an HLS stream has aligned renditions that play', limit, async () => {
  const made = await stream(10);
  assert.deepEqual([made.Definition, made.Package, made.DrmType], [10, 'HLS', '']);
  // Of the six rungs those above 480 lines are left out.
  assert.deepEqual(made.SubStreamSet.map(({ Type, Width, Height }) => [Type, Width, Height]),
    [['video', 320, 240], ['video', 640, 480]]);
  const master = await playlist(made.Url);
  assert.deepEqual(master.playlists.map(({ attributes }) => attributes.RESOLUTION),
    [{ width: 320, height: 240 }, { width: 640, height: 480 }]);
  const renditions = [];
  for (const { uri, attributes } of master.playlists) {
    assert.match(attributes.CODECS, /^avc1\.[0-9a-f]{6},mp4a\.40\.2$/);
    assert.equal(attributes['FRAME-RATE'], 24);
    assert.ok(Number(attributes.BANDWIDTH) >= Number(attributes['AVERAGE-BANDWIDTH']));
    const media = await playlist(at(made.Url, uri));
    assert.ok(media.endList);
    assert.ok(Math.abs(total(media.segments) - seconds) <= 1 / 24);
    for (const segment of media.segments) {
      const answer = await fetched(at(at(made.Url, uri), segment.uri));
      assert.equal(answer.headers.get('content-type'), 'video/mp2t');
    }
    renditions.push(media.segments.map(({ duration }) => duration));
  }
  assert.deepEqual(renditions[0], renditions[1]);
  assert.equal(renditions[0].length, 2);
  assert.equal(framesOf(made.Url, '0:v:1'), 24 * seconds);

  const { MediaInfoSet: [info] } = await client.DescribeMediaInfos({ FileIds: [file], Filters: ['adaptiveDynamicStreamingInfo'] });
  assert.deepEqual(info.AdaptiveDynamicStreamingInfo.AdaptiveDynamicStreamingSet, [made]);
});

test('a DASH stream is read by another parser, and plays', limit, async () => {
  const made = await stream(20);
  assert.deepEqual([made.Definition, made.Package], [20, 'MPEG-DASH']);
  const answer = await fetched(made.Url);
  assert.equal(answer.headers.get('content-type'), 'application/dash+xml');
  const manifest = parseManifest(await answer.text(), { manifestUri: made.Url });
  assert.equal(manifest.playlists.length, 6);
  assert.ok(Math.abs(manifest.duration - seconds) < 0.1);
  for (const rendition of manifest.playlists) {
    assert.match(rendition.attributes.CODECS, /^avc1\./);
    const { byterange } = rendition.sidx;
    const bytes = await fetch(rendition.sidx.resolvedUri, {
      headers: { Range: `bytes=${byterange.offset}-${byterange.offset + byterange.length - 1}` },
    });
    assert.equal(bytes.status, 206);
    assert.equal(Buffer.from(await bytes.arrayBuffer()).toString('latin1', 4, 8), 'sidx');
  }
  assert.equal(Object.keys(manifest.mediaGroups.AUDIO.audio).length, 1);
  assert.equal(framesOf(made.Url, '0:v:0'), 24 * seconds);
});

const unix = () => Math.floor(Date.now() / 1000);
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
/// What an application does that signs for players by itself.
function psign(key, claims) {
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

test('an encrypted stream plays with a token alone', limit, async () => {
  const made = await stream(12);
  assert.deepEqual([made.Package, made.DrmType], ['HLS', 'SimpleAES']);
  const { PlayKey: playKey } = await extended.request('DescribePlayKey', {});
  const claims = { appId: defaultApp, fileId: file, currentTimeStamp: unix(), expireTimeStamp: unix() + 60 };
  const token = psign(playKey, claims);

  const plain = await playlist(made.Url);
  const without = await playlist(at(made.Url, plain.playlists[0].uri));
  const keyUrl = at(at(made.Url, plain.playlists[0].uri), without.segments[0].key.uri);
  assert.match(new URL(keyUrl).pathname, new RegExp(`^/-/keys/${defaultApp}/${file}/[0-9a-f]{16}$`));
  await fetched(keyUrl, 403);
  const bad = {
    'of another key': psign('other', claims),
    'for another media': psign(playKey, { ...claims, fileId: '1' }),
    'of another app': psign(playKey, { ...claims, appId: 1 }),
    'that is over': psign(playKey, { ...claims, expireTimeStamp: unix() - 1 }),
  };
  for (const [what, text] of Object.entries(bad)) {
    const answer = await fetch(`${keyUrl}?token=${text}`);
    assert.equal(answer.status, 403, what);
    assert.notEqual((await answer.arrayBuffer()).byteLength, 16, what);
  }

  // The master playlist's token is in all that it leads to.
  const master = await playlist(`${made.Url}?token=${token}`);
  const rendition = at(made.Url, master.playlists[0].uri);
  const { segments } = await playlist(rendition);
  const answer = await fetched(at(rendition, segments[0].key.uri));
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const key = Buffer.from(await answer.arrayBuffer());
  assert.equal(key.length, 16);
  for (const [sequence, segment] of segments.entries()) {
    const bytes = Buffer.from(await (await fetched(at(rendition, segment.uri))).arrayBuffer());
    const iv = Buffer.alloc(16);
    iv.writeUInt32BE(sequence, 12);
    const decipher = createDecipheriv('aes-128-cbc', key, iv);
    const clear = Buffer.concat([decipher.update(bytes), decipher.final()]);
    assert.deepEqual([clear[0], clear[188], clear.length % 188], [0x47, 0x47, 0]);
    assert.ok(!(bytes[0] === 0x47 && bytes[188] === 0x47 && bytes[376] === 0x47));
  }
  assert.equal(framesOf(`${made.Url}?token=${token}`, '0:v:0'), 24 * seconds);
  const { Token: fromServer } = await extended.request('CreatePlayToken', { FileId: file });
  assert.equal((await fetch(`${keyUrl}?token=${fromServer}`)).status, 200);
  await extended.request('ResetPlayKey', {});
  assert.equal((await fetch(`${keyUrl}?token=${fromServer}`)).status, 403);

  // Made again it has another key, and nothing of the first is left.
  await stream(12);
  const { Token: again } = await extended.request('CreatePlayToken', { FileId: file });
  assert.equal((await fetch(`${keyUrl}?token=${again}`)).status, 404);
  await fetched(at(rendition, segments[0].uri), 404);
  await client.DeleteMedia({ FileId: file, DeleteParts: [{ Type: 'AdaptiveDynamicStreamingFiles', Definition: 12 }] });
  await fetched(made.Url, 404);
});

/// The middle's colour of a part of a rendition's picture, `part` as FFmpeg's crop has it; picture and part are of any size.
function colorOf(url, map, part, atSeconds) {
  return [...execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-i', url, '-map', map, '-ss', `${atSeconds}`, '-frames:v', '1',
    '-vf', `crop=${part},scale=1:1:flags=area`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'])];
}
const isRed = ([red, green, blue]) => red > 170 && green < 90 && blue < 90;

test('a stream has its watermarks in all renditions', limit, async () => {
  const { Definition: mark } = await client.CreateWatermarkTemplate({
    Type: 'svg', CoordinateOrigin: 'BottomRight', XPos: '0px', YPos: '0px', SvgTemplate: { Width: '64px', Height: '48px' },
  });
  const made = await stream(10, {
    WatermarkSet: [{
      Definition: mark, StartTimeOffset: 2,
      SvgContent: '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3" fill="red"/></svg>',
    }],
  });
  const master = await playlist(made.Url);
  assert.equal(master.playlists.length, 2);
  // A tenth of each side: 64x48 of the 640x480 that the largest one has.
  for (const { uri } of master.playlists) {
    const corner = 'iw/12:ih/12:iw*11/12:ih*11/12';
    assert.ok(!isRed(colorOf(at(made.Url, uri), '0:v', corner, 1)), uri);
    assert.ok(isRed(colorOf(at(made.Url, uri), '0:v', corner, 3)), uri);
    assert.ok(!isRed(colorOf(at(made.Url, uri), '0:v', 'iw/12:ih/12:iw*9/12:ih*9/12', 3)), uri);
  }
});

test('a stream has subtitles drawn into all renditions', limit, async () => {
  await client.ModifyMediaInfo({
    FileId: file,
    AddSubtitles: [{
      Id: 'en', Name: 'English', Language: 'en', Format: 'vtt',
      Content: Buffer.from('WEBVTT\n\n00:02.000 --> 00:05.000\nMMMMMMMM\n').toString('base64'),
    }],
  });
  const isBoard = (color) => [0x80, 0x50, 0x20].every((part, i) => Math.abs(part - color[i]) < 20);
  const made = await stream(10, {
    SubtitleInfoSet: [{ Id: 'en', FontType: 'arial.ttf', FontSize: '8%', BoardY: '5%', BoardHeight: '20%', BoardColor: '0x805020', BoardAlpha: 1 }],
  });
  const master = await playlist(made.Url);
  assert.equal(master.playlists.length, 2);
  for (const { uri } of master.playlists) {
    const edge = 'iw/12:ih/12:iw/12:ih*10/12';
    assert.ok(!isBoard(colorOf(at(made.Url, uri), '0:v', edge, 1)), uri);
    assert.ok(isBoard(colorOf(at(made.Url, uri), '0:v', edge, 3)), uri);
  }
});

test('a stream offers subtitles as if they had been attached to it', limit, async () => {
  await client.ModifyMediaInfo({
    FileId: file,
    ClearSubtitles: 1,
  });
  await client.ModifyMediaInfo({
    FileId: file,
    AddSubtitles: ['en', 'zh'].map((language) => ({
      Id: language, Name: `in ${language}`, Language: language, Format: 'vtt',
      Content: Buffer.from(`WEBVTT\n\n00:02.000 --> 00:05.000\ngulls ${language}\n`).toString('base64'),
    })),
  });
  const text = async (url) => {
    const answer = await fetched(url);
    return [answer.headers.get('content-type'), await answer.text()];
  };
  for (const definition of [10, 20]) {
    const offered = await stream(definition, { SubtitleSet: ['en', 'zh'] });
    assert.deepEqual(offered.SubtitleSet.map(({ Id, Language }) => [Id, Language]), [['en', 'en'], ['zh', 'zh']]);
    const urls = [offered.Url, ...offered.SubtitleSet.map(({ Url }) => Url)];
    if (definition === 10) {
      const { mediaGroups: { SUBTITLES: groups } } = await playlist(offered.Url);
      const texts = Object.values(Object.values(groups)[0]);
      assert.deepEqual(texts.map(({ language }) => language), ['en', 'zh']);
      for (const { uri } of texts) {
        const list = at(offered.Url, uri);
        urls.push(list, at(list, (await playlist(list)).segments[0].uri));
      }
    } else {
      const manifest = parseManifest((await text(offered.Url))[1], { manifestUri: offered.Url });
      assert.equal(Object.keys(manifest.mediaGroups.SUBTITLES.subs).length, 2);
    }
    const told = await Promise.all(urls.map(text));

    // Taken off, and attached: all is as it was.
    for (const Operation of ['Detach', 'Attach']) {
      await client.AttachMediaSubtitles({
        FileId: file, Operation, AdaptiveDynamicStreamingDefinition: definition, SubtitleIds: ['en', 'zh'],
      });
      const same = (await text(offered.Url))[1] === told[0][1];
      assert.equal(same, Operation === 'Attach');
    }
    assert.deepEqual(await Promise.all(urls.map(text)), told);
    const { MediaInfoSet: [info] } = await client.DescribeMediaInfos({ FileIds: [file], Filters: ['adaptiveDynamicStreamingInfo'] });
    const { AdaptiveDynamicStreamingSet: streams } = info.AdaptiveDynamicStreamingInfo;
    assert.deepEqual(streams.find(({ Definition }) => Definition === definition), offered);
  }
});

test('a ladder of AV1 is made of MP4 segments', limit, async () => {
  const wish = {
    Format: 'HLS', SegmentDuration: 2, StreamInfos: [{
      Video: { Codec: 'av1', Fps: 24, Bitrate: 256, Height: 240 }, Audio: { Codec: 'libfdk_aac', Bitrate: 48, SampleRate: 44100 },
    }, {
      Video: { Codec: 'libx264', Fps: 24, Bitrate: 256, Height: 160 }, Audio: { Codec: 'libfdk_aac', Bitrate: 48, SampleRate: 44100 },
    }],
  };
  await refused('InvalidParameterValue.Codec', () => client.CreateAdaptiveDynamicStreamingTemplate(wish));
  const { Definition: definition } = await client.CreateAdaptiveDynamicStreamingTemplate({ ...wish, SegmentType: 'mp4-segment' });
  const made = await stream(definition);
  const master = await playlist(made.Url);
  assert.match(master.playlists[0].attributes.CODECS, /^av01\.0\.\d\d[MH]\.08,mp4a\.40\.2$/);
  const renditions = await Promise.all(master.playlists.map(async ({ uri }) =>
    (await playlist(at(made.Url, uri))).segments.map(({ duration }) => duration)));
  assert.deepEqual(renditions[0], renditions[1]);
  assert.equal(renditions[0].length, 4);
  assert.equal(framesOf(made.Url, '0:v:0'), 24 * seconds);
});

test('packed audio is played beside the pictures', limit, async () => {
  const { Definition: definition } = await client.CreateAdaptiveDynamicStreamingTemplate({
    Format: 'HLS', SegmentDuration: 2, SegmentType: 'ts-packed-audio', StreamInfos: [{
      Video: { Codec: 'libx264', Fps: 24, Bitrate: 256, Height: 240 }, Audio: { Codec: 'libfdk_aac', Bitrate: 48, SampleRate: 44100 },
    }],
  });
  const made = await stream(definition);
  const master = await playlist(made.Url);
  const [sound] = Object.values(Object.values(master.mediaGroups.AUDIO)[0]);
  const list = at(made.Url, sound.uri);
  const { segments } = await playlist(list);
  assert.equal(segments.length, 4);
  assert.ok(Math.abs(total(segments) - seconds) < 0.1);
  for (const { uri } of segments) {
    const answer = await fetched(at(list, uri));
    assert.equal(answer.headers.get('content-type'), 'audio/aac');
    assert.equal(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 3), 'ID3');
  }
  assert.equal(framesOf(made.Url, '0:v:0'), 24 * seconds);
});

test('DRM by a licence server is refused by name', limit, async () => {
  const { TaskId: task } = await client.ProcessMedia({
    FileId: file,
    MediaProcessTask: { AdaptiveDynamicStreamingTaskSet: [{ Definition: 11 }] },
  });
  const { ProcedureTask: detail } = await finishedTask(client, task);
  const { AdaptiveDynamicStreamingTask: told } = detail.MediaProcessResultSet[0];
  assert.equal(told.ErrCodeExt, 'InvalidInput.ConfigurationUnsupported');
  assert.match(told.Message, /FairPlay.*licence server/);
});

test('a manifest is taken apart for uploaders', limit, async () => {
  const parsed = (content, type) => client.ParseStreamingManifest({ MediaManifestContent: content, ManifestType: type });
  const { MediaSegmentSet: master } = await parsed('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na/v.m3u8\n', 'm3u8');
  assert.deepEqual(master, ['a/v.m3u8']);
  const { MediaSegmentSet: dash } = await parsed(
    '<MPD mediaPresentationDuration="PT4S"><Period><AdaptationSet><SegmentTemplate duration="2" initialization="i.mp4" '
    + 'media="$Number$.m4s"/><Representation id="v"/></AdaptationSet></Period></MPD>', 'mpd');
  assert.deepEqual(dash, ['i.mp4', '1.m4s', '2.m4s']);
  for (const uri of ['/etc/passwd', '../a.ts', 'http://elsewhere/a.ts']) {
    await refused('InvalidParameterValue.MediaManifestContent', () => parsed(`#EXTM3U\n#EXTINF:1,\n${uri}\n`, 'm3u8'));
  }
  await refused('InvalidParameterValue.MediaManifestContent', () => parsed('<html/>', 'mpd'));
});
