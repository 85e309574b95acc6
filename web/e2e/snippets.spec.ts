import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { snippet, type SnippetLanguage } from '../src/lib/snippets';
import { expect, rootKey, type Server, test } from './fixtures';

const run = promisify(execFile);
// The official SDK for Node is installed for the tests of compatibility.
const compat = fileURLToPath(new URL('../../tests/compat', import.meta.url));
const hasSdk = existsSync(`${compat}/node_modules/tencentcloud-sdk-nodejs-vod`);

const nameFor = (language: string) => `${language} it's "q" \\ $HOME \`id\` %s !! 晚间`;

function program(server: Server, language: SnippetLanguage, action: string, version: string, request: object): string {
  return snippet(language, { scheme: 'http', host: new URL(server.url).host, action, version, request });
}

async function execute(command: string, args: string[]): Promise<string> {
  const env = { ...process.env, OPENVOD_SECRET_ID: rootKey.secretId, OPENVOD_SECRET_KEY: rootKey.secretKey };
  return (await run(command, args, { cwd: compat, env })).stdout;
}

const runners: { language: SnippetLanguage; execute: (text: string) => Promise<string>; canRun: boolean }[] = [
  { language: 'curl', execute: (text) => execute('bash', ['-c', text]), canRun: true },
  { language: 'node', execute: (text) => execute(process.execPath, ['--input-type=module', '-e', text]), canRun: hasSdk },
];

for (const { language, execute: runs, canRun } of runners) {
  test(`the ${language} program does what it says, with both versions of the API and any text`, async ({ server }) => {
    const name = nameFor(language);
    test.skip(!canRun, 'the SDK is not installed in tests/compat');
    const printed = await runs(program(server, language, 'CreateSubAppId', '2018-07-17', { Name: name, Description: null }));
    expect(printed).toContain('SubAppId');
    const { SubAppIdInfoSet } = await server.call('DescribeSubAppIds', {});
    expect(SubAppIdInfoSet?.map((one) => one.Name)).toContain(name);
    expect(await runs(program(server, language, 'DescribeHealth', '2026-11-01', {}))).toContain('Version');
  });
}
