"""1,000 tasks that wait beside one that runs: what the server itself uses meanwhile."""

import os
import pathlib
import tempfile
import time

import measuring
import tasks

TASKS = int(os.environ.get("OPENVOD_BENCH_TASKS", "1000"))
SECONDS = 20


def main():
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", "--transcode-speed", "veryslow", "--tasks-running-max", "1",
                             ephemeral=False) as server:
        clip = tasks.make_clip(pathlib.Path(name) / "clip.mp4", 60, size="1280x720", kbps=4000)
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)
        wanted = {"TranscodeTaskSet": [{"Definition": 100030}]}
        for _ in range(TASKS + 1):
            tasks.asked(server, "ProcessMedia", FileId=file_id, MediaProcessTask=wanted)
        time.sleep(2)
        cpu, began = tasks.cpu_seconds(server.process.pid), time.monotonic()
        time.sleep(SECONDS)
        cores = (tasks.cpu_seconds(server.process.pid) - cpu) / (time.monotonic() - began)
        processing = tasks.asked(server, "DescribeTasks", Status="PROCESSING")["TaskSet"]
        if len(processing) != 1:
            raise SystemExit(f"{len(processing)} tasks run, not one: the clip is too short for this machine")
        resident_mb = server.resident_mb()
    measuring.report("media", "queue_1000_server_cpu", "cores", [cores])
    measuring.report("media", "queue_1000_rss_mb", "MB", [resident_mb])


if __name__ == "__main__":
    main()
