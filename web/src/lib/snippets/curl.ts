import { json, literal } from './literal';
import type { SnippetCall } from './snippet-call';

/** For the shell, as one word: in single quotes nothing has a meaning, not even to a shell that is typed into. */
export const shellWord = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * For bash, zsh and sh, to be pasted or kept in a file: signs as TC3-HMAC-SHA256 with openssl and posts with curl. In a shell of its
 * own, so that an error does not end the one that it is pasted into; without comments, which zsh does not take when typed.
 */
export function curlSnippet({ scheme, host, action, version, request }: SnippetCall): string {
  return `(
set -eu
: "\${OPENVOD_SECRET_ID:?}" "\${OPENVOD_SECRET_KEY:?}"
host=${shellWord(host)}
body=${shellWord(literal(request, json))}

now=$(date -u '+%s %Y-%m-%d')
timestamp=\${now% *}
day=\${now#* }
sha256() { openssl dgst -sha256 "$@" | sed 's/^.* //'; }
sign() { printf '%s' "$2" | sha256 -mac HMAC -macopt "$1"; }
payload=$(printf '%s' "$body" | sha256)
canonical=$(printf 'POST\\n/\\n\\ncontent-type:application/json\\nhost:%s\\n\\ncontent-type;host\\n%s' "$host" "$payload" | sha256)
text=$(printf 'TC3-HMAC-SHA256\\n%s\\n%s/vod/tc3_request\\n%s' "$timestamp" "$day" "$canonical")
key=$(sign "key:TC3$OPENVOD_SECRET_KEY" "$day")
key=$(sign "hexkey:$key" vod)
key=$(sign "hexkey:$key" tc3_request)
signature=$(sign "hexkey:$key" "$text")

printf '%s' "$body" | curl -sS "${scheme}://$host/" --data-binary @- \\
  -H "Authorization: TC3-HMAC-SHA256 Credential=$OPENVOD_SECRET_ID/$day/vod/tc3_request, SignedHeaders=content-type;host, Signature=$signature" \\
  -H 'Content-Type: application/json' -H "X-TC-Timestamp: $timestamp" \\
  -H 'X-TC-Action: ${action}' -H 'X-TC-Version: ${version}'
echo
)
`;
}
