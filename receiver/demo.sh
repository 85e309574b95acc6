#!/usr/bin/env bash
# demo.sh BIN_DIR: the whole walkthrough with a clip that it makes: upload, event, call, transcode, event, URLs. Shows each
# message on its way, checks the outputs, and leaves nothing behind. `./dev demo` builds the programs and runs it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=$(cd "${1:?usage: demo.sh BIN_DIR}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/openvod-demo.XXXXXX")
server_log=$work/server.log
receiver_log=$work/receiver/receiver.log
server=""
relayed=0  # Lines of the receiver that have been shown.
export RECEIVER_DIR=$work/receiver RECEIVER_BIN=$bin/openvod-receiver OPENVOD_DATA=$work/data
# The demo is by itself: settings and keys of the person's own server stay out of it.
unset OPENVOD_ENDPOINT OPENVOD_SECRET_ID OPENVOD_SECRET_KEY OPENVOD_CONFIG OPENVOD_LISTEN OPENVOD_PUBLIC_URL SUBAPPID \
  DEFINITIONS REGION HOST MODE SIGN_KEY SIGNING_SECRETS

bold="" dim="" green="" red="" plain=""
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi

step() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
show() { printf '    %s\n' "$*"; }
run() { printf '  %s$ %s%s\n' "$dim" "$*" "$plain"; }
good() { printf '    %sok%s  %s\n' "$green" "$plain" "$*"; }
indent() { sed -u 's/^/    /'; }
fail() {
  printf '\n%sThe demo failed: %s%s\n' "$red" "$*" "$plain" >&2
  exit 1
}

clean_up() {
  local code=$?
  trap - EXIT INT TERM
  if [ $code != 0 ]; then
    local log
    for log in "$server_log" "$receiver_log"; do
      [ ! -s "$log" ] || { echo "--- the end of $(basename "$log"):"; tail -n 25 "$log"; } >&2
    done
  fi
  "$here/deploy.sh" stop >/dev/null 2>&1 || true
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
  exit $code
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# within SECONDS WHAT command...: tries until the command succeeds.
within() {
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ -z "$server" ] || kill -0 "$server" 2>/dev/null || fail "the server ended"
    [ $SECONDS -lt "$until" ] || fail "$what"
    sleep 0.1
  done
}
# relay [PATTERN]: shows what the receiver has printed since, up to the first line that matches.
relay() {
  local line lines
  mapfile -t lines < <(tail -n "+$((relayed + 1))" "$receiver_log" 2>/dev/null)
  for line in "${lines[@]}"; do
    [ -z "${1:-}" ] || [[ ! $line =~ $1 ]] || return 0
    printf '    %sreceiver |%s %s\n' "$dim" "$plain" "$line"
    relayed=$((relayed + 1))
  done
}
logged() { grep -Eq -- "$1" "$receiver_log" 2>/dev/null; }
openvod() { "$bin/openvod" "$@"; }
# member NAME: the text of the first member of that name in the JSON document on standard input.
member() { grep -o -m 1 "\"$1\" *: *\"[^\"]*\"" | sed -n '1s/.*: *"\(.*\)"$/\1/p'; }
status_of() { openvod media show "$1" --json | member Status; }
is_normal() { [ "$(status_of "$1")" = Normal ]; }

began=$SECONDS
step "A server for the demo, in $work"
run "openvod serve --dev --data DIR --listen 127.0.0.1:0 --ready-file FILE"
mkdir -p "$work/receiver"
"$bin/openvod" serve --dev --data "$OPENVOD_DATA" --listen 127.0.0.1:0 --ready-file "$work/ready" \
  --transcode-speed veryfast >"$server_log" 2>&1 </dev/null &
server=$!
within 20 "the server did not get ready" test -s "$work/ready"
endpoint=$(cat "$work/ready")
show "It listens on $endpoint."
show "Making a clip of 10 s, 1280x720, with a moving test picture and a tone."
ffmpeg -v error -f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=frequency=440:sample_rate=48000 -t 10 \
  -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -y "$work/harbour.mp4" </dev/null || fail "FFmpeg made no clip"

step "1. The receiver is deployed"
run "SECRET_ID=... SECRET_KEY=... receiver/deploy.sh"
SECRET_ID=$(member secret_id <"$OPENVOD_DATA/root-key.json")
SECRET_KEY=$(member secret_key <"$OPENVOD_DATA/root-key.json")
SECRET_ID=$SECRET_ID SECRET_KEY=$SECRET_KEY APPID=1500000001 ENDPOINT=$endpoint PORT=0 "$here/deploy.sh" >"$work/deployed" ||
  fail "the receiver was not deployed"
indent <"$work/deployed"
! grep -q Warning "$work/deployed" || fail "the receiver does not answer"
address=$(cat "$work/receiver/address")
relay

step "2. The application is told to post its events there"
run "openvod config set --mode PUSH --url $address --all-events on"
openvod config set --mode PUSH --url "$address" --all-events on | indent

step "3. A video is uploaded, with no processing after upload"
run "openvod media upload harbour.mp4"
openvod media upload "$work/harbour.mp4" --json >"$work/uploaded" || fail "the upload failed: $(cat "$work/uploaded")"
file_id=$(member FileId <"$work/uploaded")
show "FileId $file_id, $(member MediaUrl <"$work/uploaded")"
within 30 "NewFileUpload did not reach the receiver" logged "NewFileUpload: FileId $file_id"
relay ProcessMedia

step "4. The receiver calls ProcessMedia with templates 100010 and 100020"
within 30 "the receiver did not call ProcessMedia" logged 'ProcessMedia: .*TaskId'
relay ProcedureStateChanged
task=$(member TaskId <"$receiver_log")
run "openvod task show $task"
seen="" now=""
for ((tries = 0; tries < 600; ++tries)); do
  openvod task show "$task" >"$work/task" || fail "the task can't be described"
  now=$(awk '$1 == "Transcode" { printf "%s%s %s %s %%", sep, $2, $3, $4; sep = ",  " }' "$work/task")
  [ "$now" = "$seen" ] || show "$now   (media: $(status_of "$file_id"))"
  seen=$now
  ! grep -q '^Status *FINISH' "$work/task" || break
  sleep 0.4
done

step "5. ProcedureStateChanged reaches the receiver, which prints the URLs"
for definition in 100010 100020; do
  within 60 "no URL of $definition at the receiver" logged "FileId $file_id, Definition $definition, (Url|failed)"
done
relay
! logged "Definition [0-9]+, failed" || fail "a transcode failed"
within 10 "the media's status is not Normal again" is_normal "$file_id"

step "6. The two outputs"
run "openvod media show $file_id"
openvod media show "$file_id" | indent
page=$(curl -s --noproxy '*' "${address%/release/callback}/log")
check_output() {
  local definition=$1 height=$2 url streams status
  url=$(grep -o "Definition $definition, Url [^ ]*" "$receiver_log" | tail -n 1 | sed 's/.* //')
  streams=$(ffprobe -v error -show_entries stream=codec_name,height -of csv=p=0 "$url" | tr '\n' ' ')
  [[ $streams == *"h264,$height"* && $streams == *aac* ]] || fail "$url probes as \"$streams\", not H.264 with $height lines and AAC"
  status=$(curl -s --noproxy '*' -r 100-199 -o "$work/range" -w '%{http_code} %{size_download}' "$url")
  [ "$status" = "206 100" ] || fail "$url answered a Range request with \"$status\""
  [[ $page == *"$url"* ]] || fail "the receiver's log page does not show $url"
  good "$definition  H.264 with $height lines and AAC, Range works, on the log page"
}
check_output 100010 360
check_output 100020 540

step "And the reliable callback: events stay in a queue until they are confirmed"
run "receiver/deploy.sh stop"
"$here/deploy.sh" stop | indent
run "openvod config set --mode PULL"
openvod config set --mode PULL >/dev/null
run "openvod media rm $file_id"
openvod media rm "$file_id" >/dev/null
show "Nobody listens now, and FileDeleted waits. The receiver comes back and fetches it:"
run "MODE=pull SECRET_ID=... SECRET_KEY=... receiver/deploy.sh"
MODE=pull SECRET_ID=$SECRET_ID SECRET_KEY=$SECRET_KEY APPID=1500000001 ENDPOINT=$endpoint PORT=0 "$here/deploy.sh" >"$work/deployed" ||
  fail "the receiver was not deployed"
within 30 "FileDeleted did not reach the receiver" logged 'FileDeleted: nothing to do'
within 30 "the receiver did not confirm FileDeleted" logged 'ConfirmEvents: [0-9]+ confirmed'
relay
good "kept while nobody listened, pulled, and confirmed once it was dealt with"

cat <<TEXT

${green}All of it worked, in $((SECONDS - began)) s.${plain} Nothing of the demo is left. Next:

  ./dev serve                              a server of your own, with its data in ./openvod-data
  build/release/bin/openvod media upload FILE --process 100010,100020 --wait
  build/release/bin/openvod --help         every command
  docs/guide/getting-started.md            the walkthrough by hand, and official SDKs against your server
TEXT
