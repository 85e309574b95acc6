import { literal, type LiteralStyle, quoted } from './literal';
import { region, type SnippetCall, typedVersion } from './snippet-call';

export const javascript: LiteralStyle = {
  indent: '  ',
  // A quoted __proto__ would still set the prototype; only a computed name is a member.
  key: (name) => (name === '__proto__' ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)),
  string: quoted,
  boolean: String,
  padding: ' ',
  hasTrailingComma: true,
};

const options = ({ scheme, host }: SnippetCall) => `{
  credential: {
    secretId: process.env.OPENVOD_SECRET_ID,
    secretKey: process.env.OPENVOD_SECRET_KEY,
  },
  region: "${region}",
  profile: { httpProfile: { protocol: "${scheme}://", endpoint: ${quoted(host)} } },
}`;

function typed(call: SnippetCall): string {
  return `// npm install tencentcloud-sdk-nodejs-vod && node call.mjs
import { vod } from "tencentcloud-sdk-nodejs-vod";

const client = new vod.v20180717.Client(${options(call)});

const answer = await client.${call.action}(${literal(call.request, javascript)});
console.log(JSON.stringify(answer, null, 2));
`;
}

function generic(call: SnippetCall): string {
  return `// npm install tencentcloud-sdk-nodejs-common && node call.mjs
import { CommonClient } from "tencentcloud-sdk-nodejs-common";

const client = new CommonClient(${quoted(call.host)}, "${call.version}", ${options(call)});

const answer = await client.request("${call.action}", ${literal(call.request, javascript)});
console.log(JSON.stringify(answer, null, 2));
`;
}

export const nodeSnippet = (call: SnippetCall) => (call.version === typedVersion ? typed(call) : generic(call));
