"""A clip of 1080 lines to 100010, 100020, a cover and a sprite: by the server, by the best FFmpeg commands for the same files,
and by one FFmpeg per output. Runs are interleaved; the server's CPU is its own, without FFmpeg's. And what the cascade of
scalings costs to see: the similarity of 100010 to its source, made beside 100020 and made alone."""

import os
import pathlib
import re
import subprocess
import tempfile
import time

import measuring
import tasks

RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5"))
SECONDS = int(os.environ.get("OPENVOD_BENCH_SECONDS", "60"))
SPEED = os.environ.get("OPENVOD_BENCH_SPEED", "medium")
FLOW = {"TranscodeTaskSet": [{"Definition": 100010}, {"Definition": 100020}],
        "CoverBySnapshotTaskSet": [{"Definition": 10, "PositionType": "Percent", "PositionValue": 10}],
        "ImageSpriteTaskSet": [{"Definition": 10}]}
SPRITE = "fps=1/10:start_time=0:round=up,scale=142:80,tile=10x10"


def encoded(label, kbps, file):
    return ["-map", label, "-c:v", "libx264", "-preset", SPEED, "-pix_fmt", "yuv420p", "-b:v", f"{kbps}k",
            "-maxrate", f"{kbps * 3 // 2}k", "-bufsize", f"{kbps * 2}k", "-g", "125", "-map", "0:a:0", "-c:a", "aac",
            "-b:a", "64k", "-ar", "44100", "-ac", "2", "-movflags", "+faststart", str(file)]


def still(label, file):
    return ["-map", label, "-frames:v", "1", "-q:v", "2", "-update", "1", str(file)]


def ffmpeg_seconds(clip, filters, *outputs, before=()):
    argv = ["ffmpeg", "-v", "error", "-nostdin", "-y", *before, "-i", str(clip), "-filter_complex", filters]
    for output in outputs:
        argv += output
    return tasks.timed(argv)


def cover_seconds(clip, folder):
    return ffmpeg_seconds(clip, "[0:v]format=yuvj420p[a]", still("[a]", folder / "cover.jpg"),
                          before=("-ss", str(SECONDS / 10)))


def bare_seconds(clip, folder):
    """The faster of scaling each output from the source and scaling one from the other; the cover is a seek."""
    outputs = [encoded("[a]", 1000, folder / "bare540.mp4"), encoded("[b]", 400, folder / "bare360.mp4"),
               still("[e]", folder / "bare.jpg")]
    sprite = f"[d]{SPRITE}[e]"
    cascade = "[0:v]split[s][d];[s]fps=25,scale=960:540,format=yuv420p,split[a][c];[c]scale=640:360[b];"
    apart = ("[0:v]split[s][d];[s]fps=25,split[c][g];[c]scale=960:540,format=yuv420p[a];"
             "[g]scale=640:360,format=yuv420p[b];")
    return min(ffmpeg_seconds(clip, filters + sprite, *outputs) for filters in (cascade, apart)) + \
        cover_seconds(clip, folder)


def separate_seconds(clip, folder):
    return (ffmpeg_seconds(clip, "[0:v]fps=25,scale=960:540,format=yuv420p[a]", encoded("[a]", 1000, folder / "one.mp4"))
            + ffmpeg_seconds(clip, "[0:v]fps=25,scale=640:360,format=yuv420p[a]", encoded("[a]", 400, folder / "two.mp4"))
            + ffmpeg_seconds(clip, f"[0:v]{SPRITE}[a]", still("[a]", folder / "three.jpg"))
            + cover_seconds(clip, folder))


def processed(server, file_id, wanted):
    task = tasks.asked(server, "ProcessMedia", FileId=file_id, MediaProcessTask=wanted)["TaskId"]
    return tasks.all_succeeded(tasks.ended(server, task, "ProcedureStateChangeEvent"))


def server_seconds(server, file_id):
    cpu, began = tasks.cpu_seconds(server.process.pid), time.monotonic()
    processed(server, file_id, FLOW)
    wall = time.monotonic() - began
    return wall, tasks.cpu_seconds(server.process.pid) - cpu


def similarity(server, file_id, clip, wanted):
    """Of 100010's picture to the source's, scaled once."""
    for result in processed(server, file_id, wanted)["MediaProcessResultSet"]:
        output = (result.get("TranscodeTask") or {}).get("Output") or {}
        if output.get("Definition") == 100010:
            url = output["Url"]
    said = subprocess.run(["ffmpeg", "-nostdin", "-i", url, "-i", str(clip), "-filter_complex",
                           "[1:v]fps=25,scale=640:360:flags=lanczos,format=yuv420p[s];[0:v][s]ssim", "-f", "null", "-"],
                          check=True, capture_output=True, text=True).stderr
    return float(re.search(r"All:([0-9.]+)", said).group(1))


def main():
    walls, cpus, bares, separates = [], [], [], []
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", "--transcode-speed", SPEED, ephemeral=False) as server:
        folder = pathlib.Path(name)
        clip = tasks.make_clip(folder / "clip.mp4", SECONDS)
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)
        for _ in range(RUNS):
            wall, cpu = server_seconds(server, file_id)
            walls.append(wall)
            cpus.append(cpu)
            bares.append(bare_seconds(clip, folder))
            separates.append(separate_seconds(clip, folder))
        alone = similarity(server, file_id, clip, {"TranscodeTaskSet": [{"Definition": 100010}]})
        beside = similarity(server, file_id, clip, {"TranscodeTaskSet": [{"Definition": 100010}, {"Definition": 100020}]})
    measuring.report("media", "flow_wall_over_bare_s", "s", [wall - bare for wall, bare in zip(walls, bares)])
    measuring.report("media", "flow_server_cpu_s", "s", cpus)
    measuring.report("media", "flow_wall_vs_separate", "ratio", [wall / apart for wall, apart in zip(walls, separates)])
    measuring.report("media", "cascade_ssim_loss", "SSIM", [alone - beside])


if __name__ == "__main__":
    main()
