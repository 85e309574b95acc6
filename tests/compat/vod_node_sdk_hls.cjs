// An application as its authors wrote it for the cloud: no endpoint, no flag, nothing of openvod. Its surroundings (proxy,
// CA) come from the environment. Argument: an HLS playlist. Prints what it saw as one line of JSON.
const { VodUploadClient, VodUploadRequest } = require('vod-node-sdk');
const cloud = require('tencentcloud-sdk-nodejs');

const { SECRET_ID: secretId, SECRET_KEY: secretKey } = process.env;
const [media] = process.argv.slice(2);
const region = 'ap-chongqing';
const Models = cloud.vod.v20180717.Models;
const client = new cloud.vod.v20180717.Client(new cloud.common.Credential(secretId, secretKey), region);

function call(action, parameters) {
  const request = new Models[`${action}Request`]();
  request.from_json_string(JSON.stringify(parameters));
  return new Promise((resolve, reject) => {
    client[action](request, (error, answer) =>
      error ? reject(new Error(`${action}: ${error.code} ${error.message}`)) : resolve(JSON.parse(answer.to_json_string())));
  });
}

function upload(subAppId) {
  const request = new VodUploadRequest();
  request.MediaFilePath = media;
  request.SubAppId = subAppId;
  return new Promise((resolve, reject) => {
    new VodUploadClient(secretId, secretKey).upload(region, request, (error, answer) =>
      error ? reject(error) : resolve(JSON.parse(answer.to_json_string())));
  });
}

async function nextEvent(subAppId, type) {
  for (;;) {
    const { EventSet: events } = await call('PullEvents', { SubAppId: subAppId });
    if (!events || events.length === 0) continue;
    await call('ConfirmEvents', { EventHandles: events.map((event) => event.EventHandle), SubAppId: subAppId });
    const event = events.find(({ EventType }) => EventType === type);
    if (event) return event;
  }
}

async function main() {
  const { SubAppId: app } = await call('CreateSubAppId', { Name: 'vod-node-sdk-hls' });
  await call('ModifyEventConfig', { SubAppId: app, Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON' });
  const committed = await upload(app);
  const { FileUploadEvent: uploaded } = await nextEvent(app, 'NewFileUpload');
  const list = await (await fetch(committed.MediaUrl)).text();
  const segments = [];
  for (const name of list.split('\n').filter((line) => line !== '' && !line.startsWith('#'))) {
    segments.push((await (await fetch(new URL(name, committed.MediaUrl))).arrayBuffer()).byteLength);
  }
  await call('ProcessMedia', {
    SubAppId: app,
    FileId: uploaded.FileId,
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }] },
  });
  const { ProcedureStateChangeEvent: processed } = await nextEvent(app, 'ProcedureStateChanged');
  console.log(JSON.stringify({ committed, uploaded, segments, processed }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
