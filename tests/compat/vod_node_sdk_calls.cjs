// What both applications for the cloud do, as their authors wrote it: no endpoint, no flag, nothing of openvod. Their
// surroundings (proxy, CA) come from the environment.
const { VodUploadClient, VodUploadRequest } = require('vod-node-sdk');
const cloud = require('tencentcloud-sdk-nodejs');

const { SECRET_ID: secretId, SECRET_KEY: secretKey } = process.env;
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

/// Uploads what the request's members name.
function upload(members) {
  const request = Object.assign(new VodUploadRequest(), members);
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

module.exports = { call, nextEvent, upload };
