#!/usr/bin/env bash
# The console's figures, in Debian's Chromium on the release program: the newcomer's minute, what the media list loads, how
# soon a status is on screen, scrolling and searching among 100,000 media. OPENVOD_BENCH_CASES names some: size,status.
set -euo pipefail
cd "$(dirname "$0")/../web"
cases=()
for name in $(tr , " " <<<"${OPENVOD_BENCH_CASES:-}"); do cases+=("bench/$name.bench.ts"); done
exec node_modules/.bin/playwright test --config bench.config.ts "${cases[@]}"
