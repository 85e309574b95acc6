// An application as its authors wrote it for the cloud: no endpoint, no flag, nothing of openvod. Its surroundings (proxy,
// CA) come from the environment. Arguments: media, cover. Prints what it saw as one line of JSON.
const { call, nextEvent, upload } = require('./vod_node_sdk_calls.cjs');

const [media, cover] = process.argv.slice(2);

async function main() {
  const { SubAppId: app } = await call('CreateSubAppId', { Name: 'vod-node-sdk' });
  await call('ModifyEventConfig', {
    SubAppId: app, Mode: 'PULL', UploadMediaCompleteEventSwitch: 'ON', DeleteMediaCompleteEventSwitch: 'ON',
  });
  const committed = await upload({
    MediaFilePath: media, CoverFilePath: cover, SubAppId: app, SourceContext: 'from vod-node-sdk',
  });
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
