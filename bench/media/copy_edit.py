"""An edit on key frames, which copies packets, of a clip of ten minutes (OPENVOD_BENCH_CLIP_S): from the request to
its event, beside a bare FFmpeg copy of the same stretch."""

import os
import pathlib
import tempfile
import time

import measuring
import tasks

CLIP_S = int(os.environ.get("OPENVOD_BENCH_CLIP_S", "600"))
RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5"))
START_S = 10


def bare_copy(clip, out):
    return tasks.timed(["ffmpeg", "-v", "error", "-y", "-ss", str(START_S), "-i", clip, "-c", "copy", "-movflags",
                        "+faststart", out])


def edited(server, file_id):
    began = time.monotonic()
    task = tasks.asked(server, "EditMedia", InputType="File",
                       FileInfos=[{"FileId": file_id, "StartTimeOffset": START_S}])["TaskId"]
    state = tasks.ended(server, task, "EditMediaCompleteEvent")
    took = time.monotonic() - began
    if state["ErrCode"] != 0 or abs(state["MetaData"]["Duration"] - (CLIP_S - START_S)) > 0.5:
        raise SystemExit(f"the edit failed: {state}")
    return took


def main():
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", ephemeral=False) as server:
        folder = pathlib.Path(name)
        # Ten seconds again and again: what is copied need not be new.
        short = tasks.make_clip(folder / "short.mp4", 10, size="1280x720", kbps=2000, gop=60)
        clip = folder / "clip.mp4"
        tasks.timed(["ffmpeg", "-v", "error", "-y", "-stream_loop", str(-(-CLIP_S // 10) - 1), "-i", short, "-c", "copy",
                     "-t", str(CLIP_S), "-movflags", "+faststart", clip])
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)
        edited(server, file_id)  # Warm: the source is probed, its bytes are in memory.
        ours, bare = [], []
        for _ in range(RUNS):
            bare.append(bare_copy(clip, folder / "bare.mp4"))
            ours.append(edited(server, file_id))
    measuring.report("media", "copy_edit_vs_bare", "s", ours, "bare FFmpeg copy", bare)


if __name__ == "__main__":
    main()
