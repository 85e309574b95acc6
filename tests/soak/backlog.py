#!/usr/bin/env python3
"""F10: a backlog of many events of 1 KiB. The server is killed and started on it, measured, and drained while 1,000
events a second arrive; then what is left expires. The backlog is written into the table while no server runs, since a
queue of ten million is not worth hours of publishing."""

import argparse
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from harness.server import DEFAULT_APP, Server, wait_for  # noqa: E402
from harness.sink import quantile, report  # noqa: E402

SMALL_EVENTS = 50_000
BATCH_ROWS = 200_000
BODY_BYTES = 1024
NEEDED_BYTES_PER_EVENT = 3_000  # The row, the log before its checkpoint, and room for what arrives.
START_S_MAX, RSS_MB_MAX, PULL_P99_MS_MAX, DRAIN_RATIO_MIN = 10.0, 1024, 20.0, 0.8
CONSUMERS = 4
DAY_MS = 86_400_000


def load(data, count, age_ms=0):
    """Writes queued events as an app's causes would have."""
    now_ms = int(time.time() * 1000) - age_ms
    body = '{"EventType":"FileDeleted","FileDeleteEvent":{"FileIdSet":["' + "5" * (BODY_BYTES - 70) + '"]}}'
    with sqlite3.connect(next(data.glob("*.db"))) as database:
        database.execute("PRAGMA synchronous = OFF")
        for first in range(0, count, BATCH_ROWS):
            rows = min(BATCH_ROWS, count - first)
            database.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                " INSERT INTO events(sub_app_id, state, type, created_ms, body) SELECT ?, 0, 3, ?, ? FROM n",
                (rows, DEFAULT_APP, now_ms, body),
            )
            database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def rss_mb(server):
    for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


class Drain:
    """Consumers that pull 16 and confirm 16, until stop() or until nothing is left."""

    def __init__(self, server):
        self.server = server
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.confirmed, self.pulls_ms = 0, []
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self.consume) for _ in range(CONSUMERS)]
        for thread in self.threads:
            thread.start()

    def consume(self):
        api = self.server.api()
        while not self.stopping.is_set():
            began = time.monotonic()
            events = api.call("PullEvents")["EventSet"]
            pull_ms = 1000 * (time.monotonic() - began)
            if not events:
                return
            api.call("ConfirmEvents", EventHandles=[event["EventHandle"] for event in events])
            with self.lock:
                self.confirmed += len(events)
                self.pulls_ms.append(pull_ms)

    def wait(self, seconds, events_max):
        """Ends before the queue is empty; gives events a second and the p99 of pulls."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.confirmed < events_max:
            time.sleep(0.02)
        with self.lock:
            rate = self.confirmed / (time.monotonic() - self.began)
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        return rate, quantile(self.pulls_ms, 0.99)


class Arrivals:
    """So many events a second are published while this stands."""

    def __init__(self, server, rate, threads=4):
        self.server, self.pause_s = server, threads / rate
        self.stopping = threading.Event()
        self.count, self.lock = 0, threading.Lock()
        self.threads = [threading.Thread(target=self.publish) for _ in range(threads)]
        for thread in self.threads:
            thread.start()

    def publish(self):
        api = self.server.api()
        due = time.monotonic()
        while not self.stopping.is_set():
            api.call("CreateTestEvent", EventType="FileDeleted")
            with self.lock:
                self.count += 1
            due += self.pause_s
            self.stopping.wait(max(0.0, due - time.monotonic()))

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


def queued(api):
    return api.call("DescribeEventsState")["CountOfEventsToPull"]


def disk_bytes(data):
    return sum(file.stat().st_size for file in data.iterdir() if file.is_file())


def expire(server, folder, count, flags):
    """Old events go by themselves, and their room with them."""
    server.kill()
    shutil.rmtree(folder / "data")
    server.start()
    server.api().call("ModifyEventConfig", Mode="PULL")
    server.kill()
    load(server.data, count, age_ms=30 * DAY_MS)
    before = disk_bytes(server.data)
    server.flags += flags
    server.start()
    api = server.api(60)
    began = time.monotonic()
    # The newest event of all stays, so that its number is not given again.
    wait_for("old events to expire", lambda: queued(api) <= 1, 60 + count / 500, 0.5)
    seconds = time.monotonic() - began
    wait_for("their room to come back", lambda: disk_bytes(server.data) < before / 2, 120, 0.5)
    report("backlog", "expired", events=count, seconds=round(seconds, 1), bytes_before=before, bytes_after=disk_bytes(server.data))


def main():
    wish = argparse.ArgumentParser(prog="./dev soak backlog", description=__doc__)
    wish.add_argument("--events", type=int, default=10_000_000)
    wish.add_argument("--seconds", type=int, default=30, help="of each draining")
    wish.add_argument("--arrivals", type=int, default=1_000, help="events a second that arrive meanwhile")
    wish.add_argument("--expire", type=int, default=100_000, help="events that expire at the end; 0 = none")
    wish.add_argument("--folder", type=Path, default=None)
    options = wish.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="openvod-backlog-", dir=options.folder))
    needed, free = options.events * NEEDED_BYTES_PER_EVENT, shutil.disk_usage(folder).free
    if free < needed:
        report("backlog", "skipped", reason=f"needs {needed >> 30} GiB free at {folder.parent}, has {free >> 30}")
        folder.rmdir()
        return 0
    server = Server(folder / "data", ["--log-level", "error"])
    good = True
    try:
        server.start()
        server.api().call("ModifyEventConfig", Mode="PULL")
        server.kill()
        load(server.data, SMALL_EVENTS)
        server.start()
        arrivals = Arrivals(server, options.arrivals)
        small_rate, _ = Drain(server).wait(options.seconds, SMALL_EVENTS)
        arrivals.stop()
        server.kill()

        began = time.monotonic()
        load(server.data, options.events)
        report("backlog", "loaded", events=options.events, seconds=round(time.monotonic() - began, 1))
        server.start()
        start_s = server.ready_s
        server.kill()
        server.start()
        start_s = max(start_s, server.ready_s)
        arrivals = Arrivals(server, options.arrivals)
        rate, pull_p99_ms = Drain(server).wait(options.seconds, options.events)
        arrivals.stop()
        memory_mb = rss_mb(server)
        ratio = rate / small_rate
        for case, value, passes in (
            ("backlog_start_s", start_s, start_s < START_S_MAX),
            ("backlog_rss_mb", memory_mb, memory_mb < RSS_MB_MAX),
            ("backlog_pull_p99_ms", pull_p99_ms, pull_p99_ms < PULL_P99_MS_MAX),
            ("backlog_drain_ratio", ratio, ratio >= DRAIN_RATIO_MIN),
        ):
            report("backlog", case, value=round(value, 2), events=options.events, passes=passes)
            good = good and passes
        report("backlog", "drained", per_s=round(rate), small_per_s=round(small_rate), arrived=arrivals.count, left=queued(server.api(60)))
        if options.expire:
            expire(server, folder, options.expire, ["--events-retention-days", "1"])
        server.kill()
    except AssertionError as error:
        report("backlog", "failed", violation=str(error))
        good = False
    finally:
        server.forget()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
