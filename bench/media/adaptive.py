"""Adaptive preset 10 of a 60 s clip of 1080 lines, from the sending of ProcessMedia to its event, against one bare FFmpeg
command for the same ladder: scaled in a cascade, key frames at the segments' borders, sound encoded once. Interleaved,
each of the two first in turn. A run takes a minute, in which a shared machine may change its speed by more than the bar:
OPENVOD_BENCH_SPEED=ultrafast leaves less of it to chance, and FFmpeg's CPU time tells whether the work is the same."""

import os
import pathlib
import statistics
import tempfile
import time

import measuring
import tasks

RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5"))
SECONDS = int(os.environ.get("OPENVOD_BENCH_SECONDS", "60"))
SPEED = os.environ.get("OPENVOD_BENCH_SPEED", "medium")
# Height and kbit/s of the preset's rungs that a source of 1080 lines is good for.
RUNGS = [(240, 256), (480, 512), (720, 512), (1080, 1024)]


def server_seconds(server, file_id):
    wanted = {"AdaptiveDynamicStreamingTaskSet": [{"Definition": 10}]}
    began = time.monotonic()
    task = tasks.asked(server, "ProcessMedia", FileId=file_id, MediaProcessTask=wanted)["TaskId"]
    tasks.all_succeeded(tasks.ended(server, task, "ProcedureStateChangeEvent"))
    return time.monotonic() - began


def bare_seconds(clip, folder):
    largest_first = list(reversed(list(enumerate(RUNGS))))
    graph, source = "[0:v]fps=24", ""
    for place, (number, (height, _)) in enumerate(largest_first):
        scale = f"{source}scale=-2:{height},format=yuv420p" if source else f",scale=-2:{height},format=yuv420p"
        last = place + 1 == len(largest_first)
        graph += scale + (f"[v{number}]" if last else f",split[v{number}][s{number}];")
        source = f"[s{number}]"
    argv = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(clip), "-filter_complex", graph]
    for number, (_, kbps) in enumerate(RUNGS):
        argv += ["-map", f"[v{number}]", f"-b:v:{number}", f"{kbps}k", f"-maxrate:v:{number}", f"{kbps * 3 // 2}k",
                 f"-bufsize:v:{number}", f"{kbps * 2}k"]
    argv += ["-map", "0:a:0", "-c:v", "libx264", "-preset", SPEED, "-g", "144", "-sc_threshold", "0",
             "-force_key_frames", "expr:gte(t,n_forced*6)", "-c:a", "aac", "-b:a", "48k", "-ar", "44100", "-ac", "2"]
    streams = " ".join(f"v:{number},agroup:sound" for number in range(len(RUNGS))) + " a:0,agroup:sound"
    argv += ["-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "-hls_list_size", "0", "-var_stream_map", streams,
             "-master_pl_name", "master.m3u8", "-hls_segment_filename", str(folder / "bare%v_%05d.ts"),
             str(folder / "bare%v.m3u8")]
    return tasks.timed(argv)


def children_cpu_s(pid):
    """Of the processes that it started and that ended: FFmpeg's, which is nearly all there is."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def main():
    walls, bares, cpus, bare_cpus = [], [], [], []
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", "--transcode-speed", SPEED, ephemeral=False) as server:
        folder = pathlib.Path(name)
        clip = tasks.make_clip(folder / "clip.mp4", SECONDS, size="1920x1080", kbps=8000)
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)

        def ours():
            before = children_cpu_s(server.process.pid)
            walls.append(server_seconds(server, file_id))
            cpus.append(children_cpu_s(server.process.pid) - before)

        def bare():
            before = children_cpu_s("self")
            bares.append(bare_seconds(clip, folder))
            bare_cpus.append(children_cpu_s("self") - before)

        for number in range(RUNS):
            for run in (ours, bare) if number % 2 == 0 else (bare, ours):
                run()
    measuring.report("media", "adaptive_wall_over_bare_s", "s", [statistics.median(walls) - statistics.median(bares)])
    measuring.report("media", "adaptive_wall_vs_bare", "s", walls, "one bare FFmpeg command", bares)
    measuring.report("media", "adaptive_cpu_vs_bare", "s", cpus, "one bare FFmpeg command", bare_cpus)


if __name__ == "__main__":
    main()
