// vod-node-sdk, which knows no endpoint but the cloud's, works unmodified through openvod's TLS.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { makeClip, makePicture } from './clips.mjs';
import { secretId, secretKey, Server } from './server.mjs';
import { freePort, makeCertificate, Proxy } from './tls_world.mjs';

const application = join(dirname(fileURLToPath(import.meta.url)), 'vod_node_sdk_application.cjs');
const hlsApplication = join(dirname(fileURLToPath(import.meta.url)), 'vod_node_sdk_hls.cjs');
let folder;
let pki;
let server;
let proxy;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openvod-compat-tls-'));
  pki = makeCertificate(folder, ['vod.tencentcloudapi.com', '*.cos.ap-chongqing.myqcloud.com']);
  const port = await freePort();
  server = await Server.start([
    '--tls-listen', `127.0.0.1:${port}`, '--tls-cert', pki.certificate, '--tls-key', pki.key,
  ]);
  proxy = await Proxy.start(port);
});
after(async () => {
  await proxy?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// What brings an application that knows only the cloud to this server.
function surroundings() {
  return {
    ...process.env,
    SECRET_ID: secretId,
    SECRET_KEY: secretKey,
    NODE_EXTRA_CA_CERTS: pki.ca,
    http_proxy: proxy.url, // Its API client reads this one for https, too.
    https_proxy: proxy.url, // Its object storage client reads this one.
    no_proxy: '',
  };
}

test('vod-node-sdk uploads, is told, processes, downloads and deletes', { timeout: 180_000 }, async () => {
  const clip = makeClip(join(folder, 'mole at dawn.mp4'), { size: '960x540' });
  const cover = makePicture(join(folder, 'front.jpg'));
  const { stdout } = await promisify(execFile)(process.execPath, [application, clip, cover], {
    timeout: 150_000,
    env: surroundings(),
  });
  const saw = JSON.parse(stdout.trim().split('\n').at(-1));
  assert.equal(saw.uploaded.FileId, saw.committed.FileId);
  assert.equal(saw.uploaded.MediaBasicInfo.Name, 'mole at dawn');
  assert.equal(saw.uploaded.MediaBasicInfo.CoverUrl, saw.committed.CoverUrl);
  assert.equal(saw.uploaded.MediaBasicInfo.SourceInfo.SourceContext, 'from vod-node-sdk');
  assert.deepEqual([saw.processed.TaskId, saw.processed.Status], [saw.task.TaskId, 'FINISH']);
  const outputs = saw.processed.MediaProcessResultSet.map(({ TranscodeTask }) => TranscodeTask.Output);
  assert.deepEqual(outputs.map(({ Definition, Height }) => [Definition, Height]), [[100010, 360], [100020, 540]]);
  assert.deepEqual(saw.sizes, [statSync(clip).size, statSync(cover).size, ...outputs.map(({ Size }) => Size)]);
  assert.deepEqual(saw.deleted.FileIdSet, [saw.committed.FileId]);
  assert.equal(saw.gone, 404);
  const bucket = [...proxy.hosts].filter((host) => host.endsWith('.cos.ap-chongqing.myqcloud.com:443'));
  assert.equal(bucket.length, 1);
  assert.ok(proxy.hosts.has('vod.tencentcloudapi.com:443'));
});

test('vod-node-sdk uploads HLS with its segments, which is processed', { timeout: 180_000 }, async () => {
  const hls = join(folder, 'hls');
  mkdirSync(join(hls, 'parts'), { recursive: true });
  const list = join(hls, 'quay.m3u8');
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=160x120:r=25:d=3', '-f', 'lavfi',
    '-i', 'sine=d=3', '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p', '-c:a', 'aac',
    '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0', '-hls_playlist_type', 'vod', '-hls_base_url', 'parts/',
    '-hls_segment_filename', join(hls, 'parts', '%d.ts'), list]);
  const { stdout } = await promisify(execFile)(process.execPath, [hlsApplication, list], {
    timeout: 150_000,
    env: surroundings(),
  });
  const saw = JSON.parse(stdout.trim().split('\n').at(-1));
  assert.equal(saw.uploaded.FileId, saw.committed.FileId);
  assert.equal(saw.uploaded.MediaBasicInfo.Type, 'm3u8');
  assert.equal(saw.uploaded.MetaData.Container, 'hls');
  assert.equal(Math.round(saw.uploaded.MetaData.Duration), 3);
  assert.deepEqual(saw.segments, readdirSync(join(hls, 'parts')).sort().map((name) => statSync(join(hls, 'parts', name)).size));
  const [{ TranscodeTask: transcode }] = saw.processed.MediaProcessResultSet;
  assert.deepEqual([transcode.Status, Math.round(transcode.Output.Duration)], ['SUCCESS', 3], transcode.Message);
});
