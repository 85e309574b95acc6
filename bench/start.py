#!/usr/bin/env python3
"""How long `openvod serve` takes to its first word in a new data folder, and what it holds in memory when idle."""

import time

import measuring

RUNS = 7
IDLE_SECONDS = 2


def main():
    ready_ms, resident_mb = [], []
    for _ in range(RUNS):
        with measuring.Server(ephemeral=False) as server:
            ready_ms.append(server.ready_ms)
            measuring.call(server, "DescribeEventConfig")
            time.sleep(IDLE_SECONDS)
            resident_mb.append(server.resident_mb())
    measuring.report("start", "ready_ms", "ms", ready_ms)
    measuring.report("start", "idle_rss_mb", "MB", resident_mb)


if __name__ == "__main__":
    main()
