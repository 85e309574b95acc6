#!/usr/bin/env python3
"""A 60 s clip of 720 lines to 100010 and 100020, by the server, by the best single FFmpeg command for the same files, and by
one FFmpeg per output. Runs are interleaved; the server's CPU is its own, without FFmpeg's."""

import functools
import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time

import measuring

RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5"))
SECONDS = int(os.environ.get("OPENVOD_BENCH_SECONDS", "60"))
SPEED = os.environ.get("OPENVOD_BENCH_SPEED", "medium")
TICKS = os.sysconf("SC_CLK_TCK")


def make_clip(folder):
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=s=1280x720:r=30:d={SECONDS}", "-f", "lavfi",
                    "-i", f"sine=d={SECONDS}", "-vf", "noise=alls=8:allf=t", "-c:v", "libx264", "-preset", "veryfast",
                    "-b:v", "4M", "-pix_fmt", "yuv420p", "-c:a", "aac", str(folder / "clip.mp4")], check=True)
    return folder / "clip.mp4"


def encoded(label, kbps, file):
    return ["-map", label, "-c:v", "libx264", "-preset", SPEED, "-pix_fmt", "yuv420p", "-b:v", f"{kbps}k",
            "-maxrate", f"{kbps * 3 // 2}k", "-bufsize", f"{kbps * 2}k", "-g", "125", "-map", "0:a:0", "-c:a", "aac",
            "-b:a", "64k", "-ar", "44100", "-ac", "2", "-movflags", "+faststart", str(file)]


def ffmpeg_seconds(clip, filters, *outputs):
    argv = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(clip), "-filter_complex", filters]
    for output in outputs:
        argv += output
    began = time.monotonic()
    subprocess.run(argv, check=True)
    return time.monotonic() - began


def bare_seconds(clip, folder):
    """The faster of scaling each output from the source and scaling one from the other, both in one command."""
    outputs = [encoded("[a]", 1000, folder / "bare540.mp4"), encoded("[b]", 400, folder / "bare360.mp4")]
    cascade = "[0:v]fps=25,scale=960:540,format=yuv420p,split[a][c];[c]scale=640:360[b]"
    apart = "[0:v]fps=25,split[c][d];[c]scale=960:540,format=yuv420p[a];[d]scale=640:360,format=yuv420p[b]"
    return min(ffmpeg_seconds(clip, filters, *outputs) for filters in (cascade, apart))


def separate_seconds(clip, folder):
    return (ffmpeg_seconds(clip, "[0:v]fps=25,scale=960:540,format=yuv420p[a]", encoded("[a]", 1000, folder / "one.mp4"))
            + ffmpeg_seconds(clip, "[0:v]fps=25,scale=640:360,format=yuv420p[a]", encoded("[a]", 400, folder / "two.mp4")))


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def asked(server, action, **request):
    return json.loads(measuring.call(server, action, json.dumps(request)))["Response"]


def ended(server, task, member):
    """The event that tells of the task's end, as an application hears of it: by a waiting PullEvents."""
    while True:
        for event in asked(server, "PullEvents")["EventSet"]:
            asked(server, "ConfirmEvents", EventHandles=[event["EventHandle"]])
            content = event.get(member)
            if content and content["TaskId"] == task and content["Status"] == "FINISH":
                return content


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def pulled(server, clip):
    """The FileId of the clip, fetched by the server from a small server of ours."""
    handler = functools.partial(Quiet, directory=str(clip.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as source:
        threading.Thread(target=source.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{source.server_port}/{clip.name}"
        detail = ended(server, asked(server, "PullUpload", MediaUrl=url)["TaskId"], "PullCompleteEvent")
        source.shutdown()
    if detail["ErrCode"] != 0:
        raise SystemExit(f"the clip could not be pulled: {detail['Message']}")
    return detail["FileId"]


def server_seconds(server, file_id):
    wanted = {"TranscodeTaskSet": [{"Definition": 100010}, {"Definition": 100020}]}
    cpu, began = cpu_seconds(server.process.pid), time.monotonic()
    task = asked(server, "ProcessMedia", FileId=file_id, MediaProcessTask=wanted)["TaskId"]
    detail = ended(server, task, "ProcedureStateChangeEvent")
    wall = time.monotonic() - began
    for result in detail["MediaProcessResultSet"]:
        if result["TranscodeTask"]["Status"] != "SUCCESS":
            raise SystemExit(f"a transcode failed: {result}")
    return wall, cpu_seconds(server.process.pid) - cpu


def main():
    walls, cpus, bares, separates = [], [], [], []
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", "--transcode-speed", SPEED, ephemeral=False) as server:
        folder = pathlib.Path(name)
        clip = make_clip(folder)
        asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = pulled(server, clip)
        for _ in range(RUNS):
            wall, cpu = server_seconds(server, file_id)
            walls.append(wall)
            cpus.append(cpu)
            bares.append(bare_seconds(clip, folder))
            separates.append(separate_seconds(clip, folder))
    measuring.report("transcode", "wall_over_bare_s", "s", [wall - bare for wall, bare in zip(walls, bares)])
    measuring.report("transcode", "server_cpu_s", "s", cpus)
    measuring.report("transcode", "wall_vs_separate", "s", walls, "one FFmpeg per output", separates)


if __name__ == "__main__":
    main()
