#!/usr/bin/env python3
"""All measurements of media work, one script each in bench/media/; OPENVOD_BENCH_CASES names some of them, like
flow,adaptive."""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    wanted = [name for name in os.environ.get("OPENVOD_BENCH_CASES", "").split(",") if name]
    scripts = sorted(file for file in (HERE / "media").glob("*.py") if not wanted or file.stem in wanted)
    missing = set(wanted) - {file.stem for file in scripts}
    if missing:
        raise SystemExit(f"no such case: {', '.join(sorted(missing))}")
    environment = os.environ | {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    failed = [file.stem for file in scripts if subprocess.run([sys.executable, file], env=environment).returncode != 0]
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
