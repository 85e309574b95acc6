#!/usr/bin/env python3
"""F5 with real sockets: five receivers that misbehave, each in its own way, beside a healthy one that gets 500 events a
second. Its p99 from the call that publishes to the receiver stays within twice of what it is without the five."""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from harness.server import Server, wait_for  # noqa: E402
from harness.sink import BadSink, Sink, quantile, report  # noqa: E402

THREADS = 4
RATIO_MAX = 2.0
ATTEMPT_BYTES_MAX = 64 << 10


class Times:
    """When each event was published and when it came."""

    def __init__(self):
        self.lock = threading.Lock()
        self.began, self.came = {}, {}

    def __call__(self, headers, _body):
        now = time.monotonic()
        with self.lock:
            self.came.setdefault(headers["webhook-id"], now)

    def latencies_ms(self, since):
        with self.lock:
            return [1000 * (self.came[event] - began) for event, began in self.began.items() if began >= since and event in self.came]

    def missing(self):
        with self.lock:
            return set(self.began) - set(self.came)


def publish(server, app, times, rate, end):
    """One of THREADS: its share of the rate, until then."""
    api = server.api()
    due = time.monotonic()
    while (began := time.monotonic()) < end:
        made = api.call("CreateTestEvent", EventType="FileDeleted", SubAppId=app)
        with times.lock:
            times.began[made["EventId"]] = began
        due += THREADS / rate
        time.sleep(max(0.0, due - time.monotonic()))


def measure(server, app, times, rate, seconds):
    began = time.monotonic()
    threads = [threading.Thread(target=publish, args=(server, app, times, rate, began + seconds)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_for("every event to come", lambda: not times.missing(), 60, 0.1)
    latencies = times.latencies_ms(began)
    return quantile(latencies, 0.99), len(latencies) / seconds


def memory_bytes(server):
    for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) << 10
    return 0


def main():
    wish = argparse.ArgumentParser(prog="./dev soak receivers", description=__doc__)
    wish.add_argument("--seconds", type=int, default=30)
    wish.add_argument("--rate", type=int, default=500)
    wish.add_argument("--bad-events", type=int, default=200, help="for each bad receiver")
    options = wish.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="openvod-receivers-"))
    server = Server(folder / "data", ["--log-level", "error"])
    times = Times()
    sink = Sink(times)
    bad = [BadSink(way) for way in BadSink.WAYS]
    try:
        server.start()
        api = server.api()

        def app_for(name, url):
            app = api.call("CreateSubAppId", Name=name)["SubAppId"]
            api.call("ModifyEventConfig", SubAppId=app, Mode="PUSH", NotificationUrl=url)
            return app

        healthy = app_for("healthy", sink.url)
        measure(server, healthy, times, options.rate, min(5, options.seconds))  # Connections and caches.
        alone_ms, alone_rate = measure(server, healthy, times, options.rate, options.seconds)
        before_bytes = memory_bytes(server)
        for one in bad:
            app = app_for(one.way, one.url)
            for _ in range(options.bad_events):
                api.call("CreateTestEvent", EventType="FileDeleted", SubAppId=app)
        beside_ms, beside_rate = measure(server, healthy, times, options.rate, options.seconds)
        grown_bytes = memory_bytes(server) - before_bytes
        attempts = {one.way: one.attempts for one in bad}
        is_good = beside_ms <= RATIO_MAX * alone_ms or beside_ms < 5
        report("receivers", "healthy_p99_ms", value=round(beside_ms, 2), alone=round(alone_ms, 2), ratio=round(beside_ms / alone_ms, 2),
               per_s=round(beside_rate), alone_per_s=round(alone_rate), bad_attempts=attempts, grown_kib=grown_bytes >> 10, passes=is_good)
        server.kill()  # A clean stop would wait for the bad ones.
    finally:
        server.forget()
        for one in bad:
            one.close()
        sink.close()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
