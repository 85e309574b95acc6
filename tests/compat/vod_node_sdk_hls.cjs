// An application as its authors wrote it for the cloud: no endpoint, no flag, nothing of openvod. Its surroundings (proxy,
// CA) come from the environment. Argument: an HLS playlist. Prints what it saw as one line of JSON.
const { call, nextEvent, upload } = require('./vod_node_sdk_calls.cjs');

const [media] = process.argv.slice(2);

async function main() {
  const { SubAppId: app } = await call('CreateSubAppId', { Name: 'vod-node-sdk-hls' });
  await call('ModifyEventConfig', { SubAppId: app, Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON' });
  const committed = await upload({ MediaFilePath: media, SubAppId: app });
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
