#!/usr/bin/env bash
# deploy_test.sh PROGRAM: what deploy.sh prints and leaves behind, with the real receiver and with one that is deaf.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$1
work=$(mktemp -d)
export RECEIVER_DIR=$work/service PORT=0 SECRET_ID=AKIDTEST SECRET_KEY=secret APPID=1500000001
unset SUBAPPID ENDPOINT DEFINITIONS HOST REGION MODE SIGN_KEY SIGNING_SECRETS NO_COLOR CLICOLOR_FORCE
trap '"$here/deploy.sh" stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

passed=0
claim() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    echo "ok: $what"
  else
    echo "NOT OK: $what" >&2
    echo "--- the output was:" >&2
    cat "$work/out" >&2
    exit 1
  fi
}
prints() { grep -Eq -- "$1" "$work/out"; }
not() { ! "$@"; }
gone() { ! grep -qs '^State:[[:space:]]*[^Z[:space:]]' "/proc/$1/status"; }

stamp='^\[[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\] '

RECEIVER_BIN=$program "$here/deploy.sh" >"$work/out" 2>&1
claim "says that it is deployed" prints "${stamp}The event notification receipt service is deployed\.$"
claim "prints the service address" prints "${stamp}Service address: http://127\.0\.0\.1:[0-9]+/release/callback$"
claim "does not warn of a service that answers" not prints Warning
claim "keeps the key to its owner" test "$(stat -c %a "$work/service/config.json")" = 600
address=$(cat "$work/service/address")
claim "serves at the printed address" test "$(curl -s -o /dev/null -w '%{http_code}' -d '' "$address")" = 400

read -r first _ <"$work/service/pid"
RECEIVER_BIN=$program "$here/deploy.sh" >"$work/out" 2>&1
claim "deploying again replaces the running service" gone "$first"
read -r second _ <"$work/service/pid"
"$here/deploy.sh" stop >"$work/out"
claim "stop ends it" gone "$second"

SIGN_KEY='k $1' SIGNING_SECRETS=whsec_c2VjcmV0,whsec_b2xk RECEIVER_BIN=$program "$here/deploy.sh" >"$work/out" 2>&1
address=$(cat "$work/service/address")
claim "with secrets, what is not signed is unauthorized" \
  test "$(curl -s -o /dev/null -w '%{http_code}' -d '{"EventType":"FileDeleted"}' "$address")" = 401
claim "a refusal is an answer: no warning" not prints Warning
MODE=pull ENDPOINT=http://127.0.0.1:1 RECEIVER_BIN=$program "$here/deploy.sh" >"$work/out" 2>&1
claim "in pull mode it says where it pulls from" prints "${stamp}It pulls events from http://127\.0\.0\.1:1\.$"
claim "in pull mode there is no address to post to" not prints "Service address"
claim "in pull mode there is a log page" \
  test "$(curl -s -o /dev/null -w '%{http_code}' "$(cat "$work/service/address")")" = 200
read -r pulling _ <"$work/service/pid"
"$here/deploy.sh" stop >"$work/out"
claim "stop ends a pulling one, also while its server is away" gone "$pulling"
claim "it ended in order" grep -q "Stopped\.$" "$work/service/receiver.log"

cat >"$work/deaf" <<'DEAF'
#!/usr/bin/env bash
# Claims an address where nobody listens.
while [ $# -gt 0 ]; do [ "$1" != --ready-file ] || echo "http://127.0.0.1:1/release/callback" >"$2"; shift; done
exec sleep 30
DEAF
chmod +x "$work/deaf"
RECEIVER_BIN=$work/deaf CLICOLOR_FORCE=1 "$here/deploy.sh" >"$work/out" 2>&1
claim "warns in yellow when the test gets no answer" \
  prints $'\e\\[33mWarning: The event notification receipt service failed the test\\.\e\\[0m'
read -r deaf _ <"$work/service/pid"
"$here/deploy.sh" stop >"$work/out"
claim "stop ends the deaf one too" gone "$deaf"

claim "refuses to start without a key" not env -u SECRET_KEY RECEIVER_BIN="$program" "$here/deploy.sh" >"$work/out" 2>&1
claim "names what is missing" prints "SECRET_KEY is not set"
claim "refuses an id that is no number" not env SUBAPPID=x RECEIVER_BIN="$program" "$here/deploy.sh" >"$work/out" 2>&1
claim "refuses a mode that is none" not env MODE=both RECEIVER_BIN="$program" "$here/deploy.sh" >"$work/out" 2>&1
claim "refuses a secret that is none" \
  not env SIGNING_SECRETS='x","' RECEIVER_BIN="$program" "$here/deploy.sh" >"$work/out" 2>&1
claim "a program that ends at once is an error" not env RECEIVER_BIN=/bin/false "$here/deploy.sh" >"$work/out" 2>&1
echo "$passed claims hold"
