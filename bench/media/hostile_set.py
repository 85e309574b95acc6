"""The hostile files of tests/hostile: how many of its checks passed (bar: all of them)."""

import pathlib
import sys

# By its folder, since this script has the name of what it runs.
sys.path[0] = str(pathlib.Path(__file__).resolve().parents[2] / "tests")

from hostile.hostile_set import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
