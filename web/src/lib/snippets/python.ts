import { literal, type LiteralStyle, quoted } from './literal';
import { region, type SnippetCall, typedVersion } from './snippet-call';

export const python: LiteralStyle = {
  indent: '    ',
  key: quoted,
  string: quoted,
  boolean: (value) => (value ? 'True' : 'False'),
  padding: '',
  hasTrailingComma: true,
};

const profile = ({ scheme, host }: SnippetCall) => `credentials = credential.Credential(
    os.environ["OPENVOD_SECRET_ID"], os.environ["OPENVOD_SECRET_KEY"]
)
profile = ClientProfile(httpProfile=HttpProfile(protocol="${scheme}", endpoint=${quoted(host)}))`;

function typed(call: SnippetCall): string {
  return `# pip install tencentcloud-sdk-python-common tencentcloud-sdk-python-vod
import json
import os

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.vod.v20180717 import models, vod_client

${profile(call)}
client = vod_client.VodClient(credentials, "${region}", profile)

params = ${literal(call.request, python)}
request = models.${call.action}Request()
request.from_json_string(json.dumps(params))
print(client.${call.action}(request).to_json_string(indent=2))
`;
}

function generic(call: SnippetCall): string {
  return `# pip install tencentcloud-sdk-python-common
import json
import os

from tencentcloud.common import credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

${profile(call)}
client = CommonClient("vod", "${call.version}", credentials, "${region}", profile)

params = ${literal(call.request, python)}
answer = client.call_json("${call.action}", params)
print(json.dumps(answer["Response"], indent=2, ensure_ascii=False))
`;
}

export const pythonSnippet = (call: SnippetCall) => (call.version === typedVersion ? typed(call) : generic(call));
