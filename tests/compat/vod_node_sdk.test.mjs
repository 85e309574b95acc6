// vod-node-sdk, which knows no endpoint but the cloud's, works unmodified through openvod's TLS.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { makeClip, makePicture } from './clips.mjs';
import { secretId, secretKey, Server } from './server.mjs';
import { freePort, makeCertificate, Proxy } from './tls_world.mjs';

const application = join(dirname(fileURLToPath(import.meta.url)), 'vod_node_sdk_application.cjs');
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

test('vod-node-sdk uploads, is told, processes, downloads and deletes', { timeout: 180_000 }, async () => {
  const clip = makeClip(join(folder, 'mole at dawn.mp4'), { size: '960x540' });
  const cover = makePicture(join(folder, 'front.jpg'));
  const { stdout } = await promisify(execFile)(process.execPath, [application, clip, cover], {
    timeout: 150_000,
    env: {
      ...process.env,
      SECRET_ID: secretId,
      SECRET_KEY: secretKey,
      NODE_EXTRA_CA_CERTS: pki.ca,
      http_proxy: proxy.url, // Its API client reads this one for https, too.
      https_proxy: proxy.url, // Its object storage client reads this one.
      no_proxy: '',
    },
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
