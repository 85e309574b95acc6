"""The real server as a process: started on a free port, killed or stopped."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from harness.api import Api

SECRET_ID = "AKIDEXAMPLE0000000000000000000000001"
SECRET_KEY = "ExampleSecretKey0000000000000001"
DEFAULT_APP = 1500000001
READY_S_MAX = 30  # Of a machine that may be busy with anything else, or a server with sanitizers.
STOP_S_MAX = 30


def program(name="openvod"):
    """The program of the folder that OPENVOD_BIN names, else of the release build."""
    root = Path(__file__).resolve().parents[2]
    path = Path(os.environ.get("OPENVOD_BIN", root / "build/release/bin")) / name
    if not path.exists():
        raise FileNotFoundError(f"{path} is not built: ./dev build release, or set OPENVOD_BIN")
    return path


def wait_for(what, ask, s_max=60.0, pause_s=0.02):
    """Asks until the answer is not false, and gives it."""
    end = time.monotonic() + s_max
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {s_max} s in vain for {what}")
        time.sleep(pause_s)


class Server:
    """A server on a data folder, which outlives it. What it says goes to `log`."""

    def __init__(self, data, flags=(), environment=None, prefix=()):
        self.data = Path(data)
        self.prefix = list(prefix)  # A program that starts the server in its own place.
        self.flags = list(flags)
        self.environment = environment or {}
        self.process = None
        self.url = ""
        self.ready_s = 0.0
        self.clients = []
        descriptor, log = tempfile.mkstemp(prefix="openvod-log-")
        os.close(descriptor)
        self.log = Path(log)

    def start(self):
        ready_file = self.log.with_suffix(".ready")
        ready_file.unlink(missing_ok=True)
        command = [*self.prefix, program(), "serve", "--dev", "--data", self.data, "--listen", "127.0.0.1:0", "--ready-file", ready_file]
        command += ["--transcode-speed", "ultrafast", *self.flags]
        environment = {**os.environ, "OPENVOD_SECRET_ID": SECRET_ID, "OPENVOD_SECRET_KEY": SECRET_KEY, **self.environment}
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
        try:
            wait_for("the server to be ready", lambda: self._is_ready(ready_file), READY_S_MAX, 0.005)
        except AssertionError:
            self.kill()
            raise
        self.ready_s = time.monotonic() - began
        self.url = ready_file.read_text().strip()
        ready_file.unlink()
        return self

    def _is_ready(self, ready_file):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.said()}")
        return ready_file.exists() and ready_file.read_text().endswith("\n")

    def said(self):
        return self.log.read_text(errors="replace")[-8000:]

    @property
    def host(self):
        return self.url.split("://")[1]

    def api(self, timeout_s=30):
        """A client, closed when the server is forgotten."""
        self.clients.append(Api(self.url, SECRET_ID, SECRET_KEY, timeout_s))
        return self.clients[-1]

    def kill(self):
        """kill -9: nothing of the process runs any more when this returns."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def stop(self):
        """Asks it to end, and fails if it did not end well."""
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(STOP_S_MAX)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not end within {STOP_S_MAX} s of SIGTERM:\n{self.said()}") from None
        if code != 0:
            raise AssertionError(f"the server ended with {code}:\n{self.said()}")

    def forget(self):
        """Ends it and its clients, and removes what it said."""
        self.kill()
        for client in self.clients:
            client.close()
        self.log.unlink(missing_ok=True)
