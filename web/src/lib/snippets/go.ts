import { json, literal, quoted } from './literal';
import { region, type SnippetCall, typedVersion } from './snippet-call';

const sdk = 'github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud';

/** JSON between backquotes, where Go reads everything as it stands: a backquote is written as JSON's escape of it. */
export const goJson = (call: SnippetCall) => `\`${literal(call.request, json).replaceAll('`', '\\u0060')}\``;

const profile = ({ scheme, host }: SnippetCall) => `	key := common.NewCredential(os.Getenv("OPENVOD_SECRET_ID"), os.Getenv("OPENVOD_SECRET_KEY"))
	to := profile.NewClientProfile()
	to.HttpProfile.Scheme = "${scheme.toUpperCase()}"
	to.HttpProfile.Endpoint = ${quoted(host)}`;

const stop = `if err != nil {
		log.Fatal(err)
	}`;

function typed(call: SnippetCall): string {
  return `// go mod init call && go mod tidy && go run .
package main

import (
	"fmt"
	"log"
	"os"

	"${sdk}/common"
	"${sdk}/common/profile"
	vod "${sdk}/vod/v20180717"
)

const params = ${goJson(call)}

func main() {
${profile(call)}
	client, err := vod.NewClient(key, "${region}", to)
	${stop}
	request := vod.New${call.action}Request()
	if err := request.FromJsonString(params); err != nil {
		log.Fatal(err)
	}
	answer, err := client.${call.action}(request)
	${stop}
	fmt.Println(answer.ToJsonString())
}
`;
}

function generic(call: SnippetCall): string {
  return `// go mod init call && go mod tidy && go run .
package main

import (
	"fmt"
	"log"
	"os"

	"${sdk}/common"
	tchttp "${sdk}/common/http"
	"${sdk}/common/profile"
)

const params = ${goJson(call)}

func main() {
${profile(call)}
	client := common.NewCommonClient(key, "${region}", to)
	request := tchttp.NewCommonRequest("vod", "${call.version}", "${call.action}")
	if err := request.SetActionParameters(params); err != nil {
		log.Fatal(err)
	}
	answer := tchttp.NewCommonResponse()
	if err := client.Send(request, answer); err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(answer.GetBody()))
}
`;
}

export const goSnippet = (call: SnippetCall) => (call.version === typedVersion ? typed(call) : generic(call));
