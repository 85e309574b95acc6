#!/usr/bin/env python3
"""F4 on the real program: its wall clock is set forward and back by an hour, by ten years, and to 1970, while it runs
and between runs (libfaketime). Leases stay 30 s, nothing expires, signatures go by the wall clock of the moment."""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from harness.api import ApiError  # noqa: E402
from harness.server import Server, wait_for  # noqa: E402
from harness.sink import report  # noqa: E402

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
YEAR_S = 365 * 86_400
JUMPS_S = {"an hour forward": 3_600, "an hour back": -3_600, "ten years forward": 10 * YEAR_S, "to 1970": 86_400 - int(time.time())}
LEASE_S = 30


class Clock:
    """What the server takes for the time, by a file that libfaketime reads at every look."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.set(0)

    def set(self, offset_s):
        self.offset_s = offset_s
        new = self.file.with_suffix(".new")
        new.write_text(f"{offset_s:+d}\n")
        new.rename(self.file)

    def environment(self):
        return {"LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def expect(is_so, message):
    if not is_so:
        raise AssertionError(message)


def try_jump(folder, jump_s, with_lease):
    clock = Clock(folder)
    server = Server(folder / "data", ["--log-level", "error"], clock.environment())
    try:
        server.start()
        api = server.api()
        api.call("ModifyEventConfig", Mode="PULL")
        for _ in range(3):
            api.call("CreateTestEvent", EventType="FileDeleted")
        leased = api.call("PullEvents")["EventSet"]
        expect(len(leased) == 3, "three events were published")
        began = time.monotonic()
        clock.set(jump_s)
        if abs(jump_s) > 600:
            try:
                api.call("DescribeEventsState")
                raise AssertionError("a signature of the time before the jump was accepted")
            except ApiError as error:
                expect(error.code == "AuthFailure.SignatureExpire", f"refused with {error.code}")
        api.clock_offset_s = jump_s
        expect(api.call("PullEvents")["EventSet"] == [], "a lease ended by the jump")
        api.call("ConfirmEvents", EventHandles=[leased[0]["EventHandle"]])
        if with_lease:
            time.sleep(max(0.0, LEASE_S - 2 - (time.monotonic() - began)))
            expect(api.call("DescribeEventsState")["CountOfEventsToPull"] == 2, "an event is gone")
            again = wait_for("the leases to end", lambda: api.call("PullEvents")["EventSet"], 10)
            passed_s = time.monotonic() - began
            expect(LEASE_S - 1 < passed_s < LEASE_S + 8, f"the leases ended after {passed_s:.1f} s")
            api.call("ConfirmEvents", EventHandles=[again[0]["EventHandle"]])
            left = 1
        else:
            left = 2
        # The next run begins in the new time: what was queued is there, and stays.
        server.kill()
        server.start()
        api = server.api()
        api.clock_offset_s = jump_s
        time.sleep(1)
        expect(api.call("DescribeEventsState")["CountOfEventsToPull"] == left, "an event expired by the jump")
        server.stop()
    finally:
        server.forget()


def main():
    wish = argparse.ArgumentParser(prog="./dev soak clock", description=__doc__)
    wish.add_argument("--short", action="store_true", help="does not wait for leases to end")
    options = wish.parse_args()
    if not LIBRARIES:
        report("clock", "skipped", reason="libfaketime is not installed")
        return 0
    bad = 0
    for name, jump_s in JUMPS_S.items():
        folder = Path(tempfile.mkdtemp(prefix="openvod-clock-"))
        violation = None
        try:
            try_jump(folder, jump_s, not options.short)
        except (AssertionError, ApiError) as error:
            violation = str(error)
            bad += 1
        report("clock", name, jump_s=jump_s, violation=violation)
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
