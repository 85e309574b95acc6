"""What the scripts here share: a server of one's own, signed calls, and the line of JSON for a measurement."""

import hashlib
import hmac
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

SECRET_ID = "AKIDBENCHBENCHBENCHBENCHBENCHBENCH00"
SECRET_KEY = "BenchSecretKey000000000000000000"


def report(bench, case, unit, values, against=None, against_values=None):
    """Prints one measurement; medians, so runs should have been interleaved."""
    value = statistics.median(values)
    line = {"bench": bench, "case": case, "value": round(value, 3), "unit": unit}
    if against_values:
        other = statistics.median(against_values)
        line |= {"against": against, "against_value": round(other, 3), "ratio": round(value / other, 3)}
    line |= {"runs": len(values), "min": round(min(values), 3), "max": round(max(values), 3)}
    print(json.dumps(line), flush=True)


def program(name):
    folder = os.environ.get("OPENVOD_BIN") or pathlib.Path(__file__).parent.parent / "build/release/bin"
    return str(pathlib.Path(folder) / name)


def started_nginx(config, folder, port):
    """nginx with that configuration, once it answers on the port; to be ended by the caller."""
    process = subprocess.Popen(["nginx", "-c", str(config), "-p", folder], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.01)
    process.kill()
    raise SystemExit("nginx did not start")


class Server:
    """`openvod serve` on a free port, in a folder of its own. `ready_ms` is the time from its start to its first word.
    `prepare` fills the data folder before."""

    def __init__(self, *flags, ephemeral=True, prepare=None):
        self.folder = tempfile.mkdtemp(prefix="openvod-bench-")
        ready = pathlib.Path(self.folder, "ready")
        if prepare:
            prepare(pathlib.Path(self.folder, "data"))
        argv = [program("openvod"), "serve", "--listen", "127.0.0.1:0", "--ready-file", str(ready),
                "--data", str(pathlib.Path(self.folder, "data")), "--log-level", "warn", *flags]
        if ephemeral:
            argv.append("--ephemeral")
        environment = os.environ | {"OPENVOD_SECRET_ID": SECRET_ID, "OPENVOD_SECRET_KEY": SECRET_KEY}
        began = time.monotonic()
        self.process = subprocess.Popen(argv, env=environment, stdout=subprocess.DEVNULL)
        while not (ready.exists() and ready.read_text().strip()):
            if self.process.poll() is not None or time.monotonic() - began > 30:
                self.close()
                raise SystemExit(f"openvod did not start: {argv}")
            time.sleep(0.001)
        self.ready_ms = (time.monotonic() - began) * 1000
        self.url = ready.read_text().split()[0].rstrip("/")
        self.host = self.url.split("//")[1]

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def signed_headers(host, action, body, version="2018-07-17"):
    """The headers of a TC3-HMAC-SHA256 call."""
    timestamp = int(time.time())
    date = time.strftime("%Y-%m-%d", time.gmtime(timestamp))
    scope = f"{date}/vod/tc3_request"
    content_type = "application/json"
    canonical = (f"POST\n/\n\ncontent-type:{content_type}\nhost:{host}\n\ncontent-type;host\n"
                 + hashlib.sha256(body.encode()).hexdigest())
    to_sign = f"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n" + hashlib.sha256(canonical.encode()).hexdigest()
    key = ("TC3" + SECRET_KEY).encode()
    for part in (date, "vod", "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
    return {
        "Host": host, "Content-Type": content_type, "X-TC-Action": action, "X-TC-Version": version,
        "X-TC-Timestamp": str(timestamp),
        "Authorization": f"TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders=content-type;host, "
                         f"Signature={signature}",
    }


def call(server, action, body="{}", version="2018-07-17"):
    """The answer's text; an error of the API ends the script."""
    headers = signed_headers(server.host, action, body, version)
    request = urllib.request.Request(server.url + "/", body.encode(), headers)
    text = urllib.request.urlopen(request, timeout=30).read().decode()
    if "Error" in json.loads(text)["Response"]:
        raise SystemExit(f"{action} failed: {text}")
    return text
