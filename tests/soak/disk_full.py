#!/usr/bin/env python3
"""F3 at full size: a disk that fills up and has room again, many times, under full load and without a restart. What was
refused was refused with a clear error; nothing that was acknowledged is lost; at the end everything works."""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from crash.load import Load, Sizes  # noqa: E402
from crash.rounds import Rounds  # noqa: E402
from harness.disk import SmallDisk  # noqa: E402
from harness.server import DEFAULT_APP, Server, wait_for  # noqa: E402
from harness.sink import report  # noqa: E402

DISK_MIB = 512
# A publish waits for the disk to have room, and then for the ballast.
RECOVERS_S_MAX = 30


def publishes(api):
    try:
        return api.call("CreateTestEvent", EventType="FileDeleted")
    except Exception:  # noqa: BLE001  Any refusal means: not yet.
        return None


def main():
    wish = argparse.ArgumentParser(prog="./dev soak disk-full", description=__doc__)
    wish.add_argument("--rounds", type=int, default=20)
    wish.add_argument("--seed", default=str(random.randrange(1 << 32)))
    options = wish.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="openvod-disk-"))
    disk = SmallDisk(folder, DISK_MIB)
    if not disk.mounted:
        report("disk-full", "skipped", reason="nothing may be mounted here")
        return 0
    rounds = Rounds(options.seed, Sizes(publishers=8, pullers=2))
    rounds.server = Server(folder / "data", ["--log-level", "error"])
    violation, recovered_s = None, 0.0
    try:
        rounds.set_up()
        load = Load(rounds.server, rounds.journal, rounds.clip, options.seed, rounds.sizes, (DEFAULT_APP, rounds.push_app),
                    full_disk_is_no_surprise=True)
        for _ in range(options.rounds):
            time.sleep(chance.uniform(0.2, 2))
            disk.fill()
            time.sleep(chance.uniform(0.2, 2))
            disk.free()
            began = time.monotonic()
            api = rounds.server.api()
            wait_for("the server to recover", lambda api=api: publishes(api), RECOVERS_S_MAX, 0.1)
            recovered_s = max(recovered_s, time.monotonic() - began)
            rounds.rounds += 1
        load.stop()
        rounds.finish()
        rounds.server.stop()
    except AssertionError as error:
        violation = str(error)
    report("disk-full", "all", **rounds.summary(), refused=rounds.journal.refused_full, recovered_s_max=round(recovered_s, 2),
           violation=violation)
    rounds.close()
    disk.close()
    return 1 if violation else 0


if __name__ == "__main__":
    sys.exit(main())
