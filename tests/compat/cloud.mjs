// The official clients, pointed at a server by their endpoint alone, and what applications do with them.
import assert from 'node:assert/strict';
import { basename, extname } from 'node:path';

import COS from 'cos-nodejs-sdk-v5';
import common from 'tencentcloud-sdk-nodejs-common';
import { vod } from 'tencentcloud-sdk-nodejs-vod';

import { secretId, secretKey } from './server.mjs';
import { waitFor } from './waiting.mjs';

/// How a client may sign and send.
export const forms = [
  { name: 'TC3-HMAC-SHA256 as POST', signMethod: 'TC3-HMAC-SHA256', reqMethod: 'POST' },
  { name: 'TC3-HMAC-SHA256 as GET', signMethod: 'TC3-HMAC-SHA256', reqMethod: 'GET' },
  { name: 'HmacSHA1 as POST', signMethod: 'HmacSHA1', reqMethod: 'POST' },
  { name: 'HmacSHA1 as GET', signMethod: 'HmacSHA1', reqMethod: 'GET' },
  { name: 'HmacSHA256 as POST', signMethod: 'HmacSHA256', reqMethod: 'POST' },
  { name: 'HmacSHA256 as GET', signMethod: 'HmacSHA256', reqMethod: 'GET' },
];

function options(server, { signMethod, reqMethod } = forms[0], credential = { secretId, secretKey }) {
  return {
    credential,
    region: 'ap-chongqing',
    profile: { signMethod, httpProfile: { endpoint: server.host, protocol: 'http://', reqMethod } },
  };
}

/// The client of version 2018-07-17.
export function vodClient(server, form, credential) {
  return new vod.v20180717.Client(options(server, form, credential));
}

/// The SDK's generic client, for version 2026-11-01 and for calls that the typed one has no method for.
export function genericClient(server, form, version = '2026-11-01', credential = undefined) {
  return new common.CommonClient(server.host, version, options(server, form, credential));
}

export function cosClient(server, certificate) {
  return new COS({
    SecretId: certificate.SecretId,
    SecretKey: certificate.SecretKey,
    SecurityToken: certificate.Token,
    Domain: server.host,
    Protocol: 'http:',
  });
}

/// ApplyUpload, the object storage calls of the official client, CommitUpload. Gives CommitUpload's answer.
export async function upload(server, client, file, { app, cover, ...more } = {}) {
  const grant = await client.ApplyUpload({
    MediaType: extname(file).slice(1),
    MediaName: basename(file, extname(file)),
    ...(cover && { CoverType: extname(cover).slice(1) }),
    ...(app && { SubAppId: app }),
    ...more,
  });
  const cos = cosClient(server, grant.TempCertificate);
  const put = (path, key) =>
    cos.sliceUploadFile({ Bucket: grant.StorageBucket, Region: grant.StorageRegion, Key: key.slice(1), FilePath: path });
  await put(file, grant.MediaStoragePath);
  if (cover) await put(cover, grant.CoverStoragePath);
  return client.CommitUpload({ VodSessionKey: grant.VodSessionKey, ...(app && { SubAppId: app }) });
}

/// Pulls and confirms until an event fits, and gives it. Every other event on the way is confirmed, too.
export async function pulledEvent(client, what, fits, { app, msMax = 60_000 } = {}) {
  const where = app ? { SubAppId: app } : {};
  return waitFor(what, msMax, async () => {
    const { EventSet: events } = await client.PullEvents({ ...where });
    if (events.length === 0) return undefined;
    await client.ConfirmEvents({ EventHandles: events.map((event) => event.EventHandle), ...where });
    return events.find(fits);
  });
}

/// Waits until a task is over and gives its detail.
export function finishedTask(client, taskId, { app, msMax = 60_000 } = {}) {
  return waitFor(`the end of ${taskId}`, msMax, async () => {
    const detail = await client.DescribeTaskDetail({ TaskId: taskId, ...(app && { SubAppId: app }) });
    return detail.Status === 'FINISH' ? detail : undefined;
  });
}

/// The call is refused with this code, and an error that says something and carries a RequestId.
export async function refused(code, call) {
  await assert.rejects(call, (error) => {
    assert.equal(error.code, code, `${error.code}: ${error.message}`);
    assert.ok(error.message.length > 0);
    assert.match(error.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });
}
