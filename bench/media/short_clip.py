"""A clip of 1 s to 100010: from the sending of ProcessMedia to the callback at the receiver, beyond what FFmpeg itself
takes for the same file."""

import http.server
import json
import os
import pathlib
import queue
import tempfile
import threading
import time

import measuring
import tasks

RUNS = int(os.environ.get("OPENVOD_BENCH_RUNS", "5")) * 2


class Receiver:
    """Takes callbacks; `told` gives each with the time of its arrival."""

    def __init__(self):
        self.told = queue.Queue()
        told = self.told

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                told.put((time.monotonic(), json.loads(body)))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


def server_seconds(server, receiver, file_id):
    began = time.monotonic()
    wanted = {"TranscodeTaskSet": [{"Definition": 100010}]}
    task = tasks.asked(server, "ProcessMedia", FileId=file_id, MediaProcessTask=wanted)["TaskId"]
    while True:
        at, event = receiver.told.get(timeout=60)
        content = event.get("ProcedureStateChangeEvent")
        if content and content["TaskId"] == task:
            tasks.all_succeeded(content)
            return at - began


def bare_seconds(clip, folder):
    return tasks.timed(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(clip), "-filter_complex",
                        "[0:v]fps=25,scale=640:360,format=yuv420p[a]", "-map", "[a]", "-c:v", "libx264", "-preset",
                        "medium", "-b:v", "400k", "-maxrate", "600k", "-bufsize", "800k", "-g", "125", "-map", "0:a:0",
                        "-c:a", "aac", "-b:a", "64k", "-ar", "44100", "-ac", "2", "-movflags", "+faststart",
                        str(folder / "bare.mp4")])


def main():
    overheads = []
    receiver = Receiver()
    with tempfile.TemporaryDirectory(prefix="openvod-bench-") as name, \
            measuring.Server("--dev", "--transcode-speed", "medium", ephemeral=False) as server:
        folder = pathlib.Path(name)
        clip = tasks.make_clip(folder / "clip.mp4", 1, size="1280x720", kbps=4000)
        tasks.asked(server, "ModifyEventConfig", Mode="PULL")
        file_id = tasks.pulled(server, clip)
        tasks.asked(server, "ModifyEventConfig", Mode="PUSH", NotificationUrl=receiver.url)
        for _ in range(RUNS):
            overheads.append((server_seconds(server, receiver, file_id) - bare_seconds(clip, folder)) * 1000)
    measuring.report("media", "short_clip_overhead_ms", "ms", overheads)


if __name__ == "__main__":
    main()
