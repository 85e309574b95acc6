"""Uploads every hostile file to a real server and processes it: each ends in its named error, the server stays up, a
file beside its data is never read, and nothing is written outside. As a program it prints one line of JSON."""

import http.server
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.objects import Objects  # noqa: E402
from harness.server import Server, wait_for  # noqa: E402
from hostile.files import all_files  # noqa: E402

CANARY = "canary-3f1c9a77-that-no-program-may-read"
PULLED_BYTES_MAX = 4 << 20


class Senders(http.server.BaseHTTPRequestHandler):
    """What a pull may meet."""

    playlists = {
        "/metadata.m3u8": "http://169.254.169.254/latest/a.ts",
        "/file.m3u8": "file:///etc/passwd",
        "/loop.m3u8": "/endless.ts",
    }

    def do_GET(self):
        if self.path in self.playlists:
            body = f"#EXTM3U\n#EXTINF:1,\n{self.playlists[self.path]}\n#EXT-X-ENDLIST\n".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_response(200)  # A transport stream without an end, and without a length.
        self.end_headers()
        packet = b"\x47\x1f\xff\x10" + b"\xff" * 184
        try:
            while True:
                self.wfile.write(packet * 500)
        except OSError:
            pass

    def log_message(self, *_):
        pass


# What each pull must end in.
PULLS = [
    ("/endless.ts", "pull.max_bytes"),
    ("/loop.m3u8", "pull.max_bytes"),
    ("/metadata.m3u8", "169.254.169.254"),
    ("/file.m3u8", "http"),
]


def path_without_bubblewrap(folder):
    """A PATH on which FFmpeg is found and bubblewrap is not: the server then takes the reduced sandbox."""
    programs = Path(folder) / "programs"
    programs.mkdir()
    for name in ("ffmpeg", "ffprobe", "true"):
        (programs / name).symlink_to(shutil.which(name))
    return {"PATH": str(programs)}


class HostileSet:
    """A server that is given all of it; `reduced` without bubblewrap. `problems` tells what went wrong."""

    def __init__(self, reduced=False):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-hostile-"))
        self.canary = self.folder / "canary.txt"
        self.canary.write_text(CANARY)
        made = self.folder / "made"
        made.mkdir()
        self.files = all_files(made, self.canary)
        environment = path_without_bubblewrap(self.folder) if reduced else {}
        self.server = Server(self.folder / "data", ["--log-level", "error", "--pull-max-bytes", str(PULLED_BYTES_MAX)], environment)
        self.server.start()
        self.api = self.server.api()
        self.api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")
        self.before = self.names_outside()
        self.problems = []
        self.count = 0

    def names_outside(self):
        """All that stands outside the server's data folder and might be written to."""
        here = {path for path in self.folder.rglob("*") if self.server.data not in path.parents and path != self.server.data}
        return here | set(self.folder.parent.glob("x")) | set(Path.cwd().glob("x"))

    def level(self):
        """The sandbox that programs run in, as the server shows it."""
        return self.api.call("DescribeHealth")["Sandbox"]

    def run(self):
        uploaded = [(file, self.upload(file)) for file in self.files]
        for file, media in uploaded:
            self.look_at(file, media)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Senders) as senders:
            threading.Thread(target=senders.serve_forever, daemon=True).start()
            for path, text in PULLS:
                self.pull(f"http://127.0.0.1:{senders.server_port}{path}", text)
            senders.shutdown()
        self.look_around()
        return self.problems

    def upload(self, file):
        grant = self.api.call("ApplyUpload", MediaType=file.type, MediaName="x-%05d")
        objects = Objects(self.api.host, grant["TempCertificate"])
        try:
            beside = grant["MediaStoragePath"].rsplit("/", 1)[0]
            for name, body in file.beside:
                objects.put(f"{beside}/{name}", body)
            objects.put(grant["MediaStoragePath"], file.body)
        finally:
            objects.close()
        return self.api.call("CommitUpload", VodSessionKey=grant["VodSessionKey"])["FileId"]

    def look_at(self, file, media):
        """Processes the media: its task ends as the file says."""
        task = self.api.call("ProcessMedia", FileId=media, MediaProcessTask={"TranscodeTaskSet": [{"Definition": 100010}]})["TaskId"]
        detail = self.ended(task)
        result = detail["ProcedureTask"]["MediaProcessResultSet"][0]["TranscodeTask"]
        self.expect(file.name, result.get("ErrCodeExt") or "", file.code, result.get("Message"))

    def pull(self, url, text):
        task = self.api.call("PullUpload", MediaUrl=url)["TaskId"]
        detail = self.ended(task)["PullUploadTask"]
        name = "pull of " + url.rsplit("/", 1)[1]
        self.expect(name, detail["ErrCode"] != 0 and text in detail["Message"], True, detail["Message"])

    def ended(self, task):
        def look():
            detail = self.api.call("DescribeTaskDetail", TaskId=task)
            return detail if detail["Status"] in ("FINISH", "ABORTED") else None

        return wait_for(f"the end of {task}", look, 60)

    def expect(self, name, got, wanted, message):
        self.count += 1
        if got != wanted:
            self.problems.append(f"{name}: {got!r} instead of {wanted!r} ({message})")

    def look_around(self):
        """The server is up, nothing was read or written that should not be."""
        self.count += 1
        if self.server.process.poll() is not None:
            self.problems.append(f"the server ended: {self.server.said()}")
        self.problems += [f"{path} was written" for path in sorted(self.names_outside() - self.before)]
        for path in self.server.data.rglob("*"):
            if path.name == "x":
                self.problems.append(f"{path} was written")
            if path.is_file() and path.stat().st_size < 64 << 20 and CANARY.encode() in path.read_bytes():
                self.problems.append(f"the canary was read into {path}")

    def close(self):
        self.server.forget()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    began = time.monotonic()
    hostile = HostileSet(reduced=os.environ.get("OPENVOD_HOSTILE_REDUCED") == "1")
    try:
        problems = hostile.run()
    finally:
        hostile.close()
    line = {"bench": "media", "case": "hostile_set", "value": hostile.count - len(problems), "unit": "of the set's checks passed"}
    line |= {"of": hostile.count, "seconds": round(time.monotonic() - began, 1)}
    print(json.dumps(line | ({"problems": problems} if problems else {})), flush=True)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
