"""An edit on key frames, which copies packets, of a clip of ten minutes (OPENVOD_BENCH_CLIP_S): from the request to
its event, beside a bare FFmpeg copy of the same stretch. Once the request names the key frame's time, once a time a
millisecond or two before it, which takes a look at the clip before the copy."""

import os
import pathlib
import subprocess
import tempfile
import time

import measuring
import tasks

CLIP_S = int(os.environ.get("OPENVOD_BENCH_CLIP_S", "600"))
RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5"))
START_S = 10
FRAME_S = 1 / 30


def key_frame_time(clip):
    """Of the key frame nearest to START_S, as ffprobe tells it."""
    rows = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,flags",
                           "-read_intervals", f"{START_S - 1}%{START_S + 1}", "-of", "csv=p=0", clip], check=True,
                          capture_output=True, text=True).stdout.split()
    times = [float(row.split(",")[0]) for row in rows if "K" in row.split(",")[1]]
    return min(times, key=lambda time_s: abs(time_s - START_S))


def bare_copy(clip, start_s, out):
    return tasks.timed(["ffmpeg", "-v", "error", "-y", "-ss", str(start_s), "-i", clip, "-c", "copy", "-movflags",
                        "+faststart", out])


def edited(server, file_id, start_s):
    began = time.monotonic()
    task = tasks.asked(server, "EditMedia", InputType="File",
                       FileInfos=[{"FileId": file_id, "StartTimeOffset": start_s}])["TaskId"]
    state = tasks.ended(server, task, "EditMediaCompleteEvent")
    took = time.monotonic() - began
    if state["ErrCode"] != 0 or abs(state["MetaData"]["Duration"] - (CLIP_S - start_s)) > 0.5:
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
        key_s = key_frame_time(clip)
        near_s = key_s - FRAME_S / 20
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)
        edited(server, file_id, key_s)  # Warm: the source is probed, its bytes are in memory.
        exact, near, bare = [], [], []
        for _ in range(RUNS):
            bare.append(bare_copy(clip, key_s, folder / "bare.mp4"))
            exact.append(edited(server, file_id, key_s))
            near.append(edited(server, file_id, near_s))
    measuring.report("media", "copy_edit_vs_bare", "s", exact, "bare FFmpeg copy", bare)
    measuring.report("media", "copy_edit_near_key_frame_vs_bare", "s", near, "bare FFmpeg copy", bare)


if __name__ == "__main__":
    main()
