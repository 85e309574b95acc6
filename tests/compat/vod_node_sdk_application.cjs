// An application as its authors wrote it for the cloud: no endpoint, no flag, nothing of openvod. Its surroundings (proxy,
// CA) come from the environment. Arguments: media, cover. Prints what it saw as one line of JSON.
const { VodUploadClient, VodUploadRequest } = require('vod-node-sdk');
const cloud = require('tencentcloud-sdk-nodejs');

const { SECRET_ID: secretId, SECRET_KEY: secretKey } = process.env;
const [media, cover] = process.argv.slice(2);
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
  request.CoverFilePath = cover;
  request.SubAppId = subAppId;
  request.SourceContext = 'from vod-node-sdk';
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
  const { SubAppId: app } = await call('CreateSubAppId', { Name: 'vod-node-sdk' });
  await call('ModifyEventConfig', {
    SubAppId: app, Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON', DeleteMediaCompleteEventSwitch: 'ON',
  });
  const committed = await upload(app);
  const { FileUploadEvent: uploaded } = await nextEvent(app, 'NewFileUpload');
  const task = await call('ProcessMedia', {
    SubAppId: app,
    FileId: uploaded.FileId,
    MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 100020 }] },
  });
  const { ProcedureStateChangeEvent: processed } = await nextEvent(app, 'ProcedureStateChanged');
  const urls = processed.MediaProcessResultSet.map(({ TranscodeTask }) => TranscodeTask.Output.Url);
  const sizes = [];
  for (const url of [committed.MediaUrl, committed.CoverUrl, ...urls]) {
    sizes.push((await (await fetch(url)).arrayBuffer()).byteLength);
  }
  await call('DeleteMedia', { FileId: uploaded.FileId, SubAppId: app });
  const { FileDeleteEvent: deleted } = await nextEvent(app, 'FileDeleted');
  const gone = (await fetch(committed.MediaUrl)).status;
  console.log(JSON.stringify({ committed, uploaded, task, processed, sizes, deleted, gone }));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
