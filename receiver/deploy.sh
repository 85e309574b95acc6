#!/usr/bin/env bash
# Deploys the event notification receipt service on this machine: checks what it needs, installs or builds what is
# missing, starts it in the background, tests it, and prints the address to enter as the callback URL.
#
#   SECRET_ID=... SECRET_KEY=... APPID=1500000001 ./deploy.sh
#   MODE=pull SECRET_ID=... SECRET_KEY=... APPID=1500000001 ./deploy.sh     (fetches the events by itself)
#   ./deploy.sh stop
#
# Environment: SECRET_ID, SECRET_KEY (required), APPID, SUBAPPID (default: the default application), REGION,
# ENDPOINT (the API, default http://127.0.0.1:9266), DEFINITIONS (default 100010,100020), HOST and PORT to listen on
# (default 127.0.0.1 and 8080; PORT=0 picks one), MODE (push or pull, default push), SIGN_KEY and SIGNING_SECRETS (what
# notifications must be signed with; secrets with commas between, whsec_... or whpk_...), RECEIVER_DIR (configuration and log, default
# ~/.openvod-receiver), RECEIVER_BIN (the program, default: found or built).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${RECEIVER_DIR:-$HOME/.openvod-receiver}
pid_file=$dir/pid

say() { printf '[%(%Y-%m-%d %H:%M:%S)T] %s\n' -1 "$*"; }
coloured() { [ -n "${CLICOLOR_FORCE:-}" ] || { [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; }; }
warn() {
  if coloured; then say $'\e[33m'"Warning: $*"$'\e[0m'; else say "Warning: $*"; fi
}
die() {
  say "Error: $*" >&2
  exit 1
}

# Prints when a process began, in ticks; nothing when there is none, or only what init has not collected yet.
began() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  # After the program's name, which may hold blanks: state, and 19 fields on the start.
  read -r -a stat <<<"${stat##*) }"
  [ "${stat[0]}" = Z ] || printf '%s' "${stat[19]}"
}

# Prints the running service's process id; nothing when it does not run.
running() {
  local pid start
  read -r pid start 2>/dev/null <"$pid_file" || return 0
  # A number that another program has by now is not ours.
  [ "$(began "$pid")" != "$start" ] || printf '%s' "$pid"
}

stop() {
  local pid tries
  [ -s "$pid_file" ] || return 1
  pid=$(running)
  [ -n "$pid" ] || return 1
  kill "$pid"
  for ((tries = 0; tries < 100; ++tries)); do
    [ -n "$(running)" ] || break
    sleep 0.05
  done
  rm -f "$pid_file"
}

check_environment() {
  local name
  for name in SECRET_ID SECRET_KEY; do
    [ -n "${!name:-}" ] || die "$name is not set. openvod keeps its key in openvod-data/root-key.json."
    [[ ${!name} =~ ^[A-Za-z0-9_=+/.-]+$ ]] || die "$name has characters that no key has."
  done
  for name in APPID SUBAPPID; do
    [[ ${!name:-0} =~ ^[0-9]+$ ]] || die "$name is \"${!name}\", and must be a number."
  done
  [[ ${DEFINITIONS:-1} =~ ^[0-9]+(,[0-9]+)*$ ]] || die "DEFINITIONS is \"$DEFINITIONS\", and must be numbers with commas."
  [[ ${PORT:-0} =~ ^[0-9]+$ ]] || die "PORT is \"$PORT\", and must be a number."
  [[ ${ENDPOINT:-http://a} =~ ^https?://[^\"\\[:space:]]+$ ]] || die "ENDPOINT is \"$ENDPOINT\", and must be a URL."
  [[ ${MODE:-push} =~ ^(push|pull)$ ]] || die "MODE is \"$MODE\", and must be push or pull."
  [[ ${SIGN_KEY:-a} =~ ^[^\"\\[:cntrl:]]+$ ]] || die "SIGN_KEY must be without quotes and backslashes."
  [[ ${SIGNING_SECRETS:-whsec_a} =~ ^(whsec|whpk)_[A-Za-z0-9+/=_-]+(,(whsec|whpk)_[A-Za-z0-9+/=_-]+)*$ ]] ||
    die "SIGNING_SECRETS must be whsec_... or whpk_..., with commas between."
  [[ ${REGION:-a} =~ ^[a-z0-9-]+$ ]] || die "REGION is \"$REGION\", and must be like ap-chongqing."
}

# Finds the program, or builds it from the source beside this script.
find_program() {
  local candidate
  for candidate in "${RECEIVER_BIN:-}" "$here/../build/release/bin/openvod-receiver" "$(command -v openvod-receiver || true)"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then
      program=$candidate
      return
    fi
  done
  [ -x "$here/../dev" ] || die "there is no openvod-receiver here and no source to build it from; set RECEIVER_BIN."
  say "Building openvod-receiver."
  "$here/../dev" build release openvod-receiver >&2
  program=$here/../build/release/bin/openvod-receiver
}

install_curl() {
  command -v curl >/dev/null && return
  say "Installing curl."
  if [ "$(id -u)" = 0 ]; then
    apt-get install -q -y curl >&2
  else
    sudo apt-get install -q -y curl >&2
  fi
}

write_configuration() {
  local secrets=${SIGNING_SECRETS:+\"${SIGNING_SECRETS//,/\",\"}\"}
  umask 077
  mkdir -p "$dir"
  cat >"$dir/config.json" <<JSON
{
  "secret_id": "$SECRET_ID",
  "secret_key": "$SECRET_KEY",
  "region": "${REGION:-ap-chongqing}",
  "subappid": "${SUBAPPID:-0}",
  "definitions": [${DEFINITIONS:-100010,100020}],
  "endpoint": "${ENDPOINT:-http://127.0.0.1:9266}",
  "mode": "${MODE:-push}",
  "sign_key": "${SIGN_KEY:-}",
  "signing_secrets": [$secrets]
}
JSON
}

start() {
  rm -f "$dir/address"
  setsid "$program" --config "$dir/config.json" --host "${HOST:-127.0.0.1}" --port "${PORT:-8080}" \
    --ready-file "$dir/address" >>"$dir/receiver.log" 2>&1 </dev/null &
  local pid=$! tries
  for ((tries = 0; tries < 200; ++tries)); do
    [ ! -s "$dir/address" ] || break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.05
  done
  if [ ! -s "$dir/address" ]; then
    tail -n 5 "$dir/receiver.log" >&2 || true
    die "the service did not start."
  fi
  printf '%s %s\n' "$pid" "$(began "$pid")" >"$pid_file"
}

case ${1:-start} in
  stop)
    if stop; then say "The event notification receipt service is stopped."; else say "It was not running."; fi
    exit 0
    ;;
  start) ;;
  *) die "unknown argument: $1 (there is stop)" ;;
esac

check_environment
find_program
install_curl
stop || true
write_configuration
start
say "The event notification receipt service is deployed."
if [ "${MODE:-push}" = pull ]; then
  say "It pulls events from ${ENDPOINT:-http://127.0.0.1:9266}."
else
  say "Service address: $(cat "$dir/address")"
fi
# Any answer will do: an empty body is no notification, and is refused.
if ! curl -s -o /dev/null --noproxy '*' --max-time 5 -X POST -d '' "$(cat "$dir/address")"; then
  warn "The event notification receipt service failed the test."
fi
say "Log page: $(sed 's,/release/callback$,/log,' "$dir/address"), log file: $dir/receiver.log"
