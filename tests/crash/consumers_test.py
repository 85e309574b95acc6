"""Programs that take events out of the reliable queue, while the server is killed and the network is cut: `openvod events
listen` and the receiver's pull mode. Nothing is confirmed that was not dealt with, and they go on by themselves."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.media import upload  # noqa: E402
from harness.server import SECRET_ID, SECRET_KEY, Server, program, wait_for  # noqa: E402

KEYS = {"OPENVOD_SECRET_ID": SECRET_ID, "OPENVOD_SECRET_KEY": SECRET_KEY}
# A pair of ed25519: the seed that the public vectors of Standard Webhooks use, and its public half.
PRIVATE_KEY = "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk="
PUBLIC_KEY = "whpk_ZlN4eg7dSSqi0moX9hQUk3orrOouK3QVQSlJa248c/g="


class Receiver:
    """Answers POSTs with `status` and remembers them."""

    def __init__(self, status=200):
        self.status = status
        self.posts = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.posts.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/hook?from=openvod"
        threading.Thread(target=self.http.serve_forever, args=(0.1,), daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


class Cable:
    """An address of its own in front of a server, wherever that is now; can be pulled out."""

    def __init__(self):
        self.target = None
        self.open = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def plug_in(self, host):
        address, port = host.split(":")
        self.target = (address, int(port))

    def pull_out(self):
        self.target = None
        while self.open:
            self._shut(self.open.pop())

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
                far = socket.create_connection(self.target) if self.target else None
            except OSError:
                if self.listener.fileno() < 0:
                    return
                far = None
            if far is None:
                near.close()
                continue
            self.open += [near, far]
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source, sink):
        try:
            while piece := source.recv(65536):
                sink.sendall(piece)
        except OSError:
            pass
        # The other direction ends too, and closes its own end.
        self._shut(sink)
        source.close()

    @staticmethod
    def _shut(connection):
        try:
            connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        self.listener.close()
        self.pull_out()


class Consumers(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-consumers-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.server = Server(self.folder / "data", ["--log-level", "warn"]).start()
        self.addCleanup(self.server.forget)
        self.api = self.server.api()
        self.api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")

    def restart(self):
        self.server.kill()
        self.server.start()
        self.api = self.server.api()

    def start(self, name, *arguments, environment=None):
        """Starts a program; its standard output is a file that grows."""
        out = self.folder / f"{name}-{len(list(self.folder.iterdir()))}.out"
        with out.open("wb") as file:
            process = subprocess.Popen(
                [program(name), *arguments], stdin=subprocess.DEVNULL, stdout=file, stderr=file, env={**os.environ, **(environment or {})}
            )
        self.addCleanup(self.end, process)
        return process, out

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.wait()

    def stop(self, process):
        process.send_signal(signal.SIGTERM)
        return process.wait(30)

    def queued(self):
        return self.api.call("DescribeEventsState")["CountOfEventsToPull"]

    def listen(self, url, *more):
        return self.start(
            "openvod", "events", "listen", "--json", "--data", self.server.data, "--forward-to", url, *more, environment=KEYS
        )

    def lines(self, out):
        return [json.loads(line) for line in out.read_text().splitlines() if line.startswith("{")]

    def cable(self):
        cable = Cable()
        self.addCleanup(cable.close)
        cable.plug_in(self.server.host)
        return cable

    def receiver(self, *flags, **configuration):
        config = self.folder / "config.json"
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        config.write_text(json.dumps({"secret_id": SECRET_ID, "secret_key": SECRET_KEY, **configuration}))
        process, out = self.start("openvod-receiver", "--config", config, "--port", "0", "--ready-file", ready, *flags)
        wait_for("the receiver", lambda: ready.exists() and ready.read_text().endswith("\n"))
        return process, out, ready.read_text().strip()

    def test_listen_confirms_only_what_was_taken_and_finds_the_server_again(self):
        sink = Receiver(status=503)
        self.addCleanup(sink.close)
        process, out = self.listen(sink.url)
        file_id = upload(self.api, b"no picture", MediaName="one")["FileId"]

        refused = wait_for("a refusal", lambda: [line for line in self.lines(out) if line.get("EventType")])[0]
        self.assertEqual((refused["Confirmed"], refused["Status"], refused["FileId"]), (False, 503, file_id))
        self.assertEqual(self.queued(), 1)

        # The lease ends with the server; the new one has another address.
        sink.status = 204
        self.restart()
        taken = wait_for("the event again", lambda: [line for line in self.lines(out) if line.get("Confirmed")])[0]
        self.assertEqual(taken["EventId"], refused["EventId"])
        self.assertEqual(self.queued(), 0)
        self.assertTrue(any("Trouble" in line for line in self.lines(out)))
        self.assertTrue(any("Recovered" in line for line in self.lines(out)))

        headers, body = sink.posts[-1]
        self.assertEqual(headers["Content-Type"], "application/json")
        self.assertEqual(headers["webhook-id"], taken["EventId"])
        self.assertEqual(sink.posts[0][1], body)
        content = json.loads(body)
        self.assertEqual(sorted(content), ["EventType", "FileUploadEvent"])
        self.assertEqual(content["FileUploadEvent"]["FileId"], file_id)
        self.assertEqual(self.stop(process), 130)

    def test_listen_says_when_nothing_comes_because_of_the_mode(self):
        self.api.call("ModifyEventConfig", Mode="PUSH")
        process, out = self.listen("http://127.0.0.1:1/hook")
        wait_for("the hint", lambda: "openvod config set --mode PULL" in out.read_text())
        self.assertEqual(self.stop(process), 130)

    def test_pulling_receiver_survives_the_server_and_the_network_and_does_nothing_twice(self):
        cable = self.cable()
        process, out, _ = self.receiver("--pull", endpoint=cable.url)

        def processed():
            return out.read_text().count("ProcessMedia: {")

        upload(self.api, b"no picture", MediaName="one")
        wait_for("the first event", lambda: processed() == 1)
        cable.pull_out()
        self.restart()
        second = upload(self.api, b"no picture either", MediaName="two")["FileId"]
        cable.plug_in(self.server.host)
        wait_for("the second event", lambda: processed() == 2)
        wait_for("an empty queue", lambda: self.queued() == 0)
        self.assertIn(f"NewFileUpload: FileId {second}\n", out.read_text())
        self.assertEqual(processed(), 2)
        self.assertEqual(self.stop(process), 0)
        self.assertIn("Stopped.", out.read_text())

    def test_receiver_takes_what_is_signed_and_nothing_else(self):
        cable = self.cable()
        _, out, address = self.receiver(endpoint=cable.url, sign_key="key of the app", signing_secrets=[PUBLIC_KEY])
        process, listening = self.listen(address, "--sign-key", "key of the app")
        upload(self.api, b"no picture", MediaName="one")
        refused = wait_for("a refusal", lambda: [line for line in self.lines(listening) if line.get("EventType")])[0]
        self.assertEqual((refused["Status"], refused["Confirmed"]), (401, False))
        self.assertIn("Unauthorized: it is not signed.", out.read_text())
        self.stop(process)

        # The lease ends with the server.
        self.restart()
        cable.plug_in(self.server.host)
        process, listening = self.listen(address, "--sign-key", "key of the app", "--signing-secret", PRIVATE_KEY)
        wait_for("the event", lambda: any(line.get("Confirmed") and line["Status"] == 200 for line in self.lines(listening)))
        self.assertEqual(self.stop(process), 130)

    def test_receiver_takes_the_callbacks_of_a_server_that_signs_both_ways(self):
        shared = "whsec_YSBzaGFyZWQgc2VjcmV0IG9mIDI0IGJ5dA=="
        for secret in (shared, PRIVATE_KEY):
            answer = self.api.response("ModifyDeliveryConfig", {"AddSecret": secret}, "2026-11-01")
            self.assertNotIn("Error", answer)
        for secret in (shared, PUBLIC_KEY):
            with self.subTest(secret[:5]):
                process, out, address = self.receiver(endpoint=self.server.url, sign_key="key", signing_secrets=[secret])
                self.api.call("ModifyEventConfig", Mode="PUSH", NotificationUrl=address, SignKey="key")
                upload(self.api, b"no picture", MediaName="one")
                wait_for("the event", lambda: "ProcessMedia: {" in out.read_text())
                self.assertNotIn("Unauthorized", out.read_text())
                self.assertEqual(self.stop(process), 0)


if __name__ == "__main__":
    unittest.main()
