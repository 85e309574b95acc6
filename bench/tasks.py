"""What the scripts that measure media work share: clips, media in a server, and tasks that are waited for as an application
does it."""

import functools
import http.server
import json
import os
import pathlib
import subprocess
import threading
import time

import measuring

TICKS = os.sysconf("SC_CLK_TCK")


def make_clip(file, seconds, size="1920x1080", rate=30, kbps=8000, gop=None):
    """A picture that moves everywhere, with some noise, and a tone."""
    keys = ["-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0"] if gop else []
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}",
                    "-f", "lavfi", "-i", f"sine=d={seconds}", "-vf", "noise=alls=8:allf=t", "-c:v", "libx264",
                    "-preset", "veryfast", "-b:v", f"{kbps}k", "-pix_fmt", "yuv420p", *keys, "-c:a", "aac",
                    str(file)], check=True)
    return pathlib.Path(file)


def cpu_seconds(pid):
    """What the process itself used; programs that it started are counted apart."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def timed(argv):
    began = time.monotonic()
    subprocess.run(argv, check=True, stdin=subprocess.DEVNULL)
    return time.monotonic() - began


def asked(server, action, version="2018-07-17", **request):
    return json.loads(measuring.call(server, action, json.dumps(request), version))["Response"]


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


def all_succeeded(detail):
    """Ends the script when a sub-task of an ended ProcedureTask failed."""
    for result in detail["MediaProcessResultSet"]:
        for sub_task in result.values():
            if isinstance(sub_task, dict) and sub_task["Status"] != "SUCCESS":
                raise SystemExit(f"a sub-task failed: {result}")
    return detail
