#!/usr/bin/env python3
"""F1 at full size: 16 publishers, 4 pullers, a callback sink, uploads and transcodes; killed after 50 to 1,500 ms, and
stopped for 35 s in one of 20 rounds. Prints a JSON line per chapter of rounds, each on a data folder of its own."""

import argparse
import random
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])  # Not this folder: a name here is one of a package there.

from crash.load import Sizes  # noqa: E402
from crash.rounds import Rounds  # noqa: E402
from harness.sink import report  # noqa: E402

CHAPTER_ROUNDS = 20
READY_S_MAX = 2.0
LEFT_OVER_S_MAX = 1.0


def main():
    wish = argparse.ArgumentParser(prog="./dev soak crash", description=__doc__)
    wish.add_argument("--rounds", type=int, default=300)
    wish.add_argument("--seed", default=str(random.randrange(1 << 32)))
    wish.add_argument("--small", action="store_true", help="few clients, for a busy machine")
    options = wish.parse_args()
    bad = 0
    for first in range(0, options.rounds, CHAPTER_ROUNDS):
        sizes = Sizes() if options.small else Sizes.full()
        rounds = Rounds(f"{options.seed}/{first}", sizes, stopped_in=20, left_over_s_max=LEFT_OVER_S_MAX)
        violation = None
        try:
            rounds.set_up()
            rounds.run(min(CHAPTER_ROUNDS, options.rounds - first))
            rounds.finish()
            rounds.server.stop()
        except AssertionError as error:
            violation = str(error)
            bad += 1
        report("crash", "chapter", **rounds.summary(), violation=violation,
               ready_in_time=max(rounds.ready_s, default=0) < READY_S_MAX)
        rounds.close()
    report("crash", "all", seed=options.seed, rounds=options.rounds, chapters_with_violations=bad)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
