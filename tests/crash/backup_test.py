"""Backup and restore on the real server, while uploads go on: what was acknowledged before comes back, with its events."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.media import make_clip, upload  # noqa: E402
from harness.server import SECRET_ID, SECRET_KEY, Server, program, wait_for  # noqa: E402


class BackupUnderLoad(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-backup-"))
        self.body = make_clip(self.folder / "clip.mp4")
        self.server = Server(self.folder / "data", ["--log-level", "warn"]).start()
        self.api = self.server.api()
        self.api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")

    def tearDown(self):
        self.server.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run_openvod(self, *arguments):
        environment = {**os.environ, "OPENVOD_SECRET_ID": SECRET_ID, "OPENVOD_SECRET_KEY": SECRET_KEY}
        return subprocess.run([program(), *arguments], env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def backup(self, name):
        return self.run_openvod("backup", self.folder / name, "--endpoint", self.server.url)

    def queued(self, api):
        files = set()
        while True:
            events = api.call("PullEvents")["EventSet"]
            if not events:
                return files
            files |= {event["FileUploadEvent"]["FileId"] for event in events}
            api.call("ConfirmEvents", EventHandles=[event["EventHandle"] for event in events])

    def test_everything_acknowledged_before_comes_back(self):
        before = {upload(self.api, self.body)["FileId"] for _ in range(5)}
        wait_for("the events", lambda: self.api.call("DescribeEventsState")["CountOfEventsToPull"] >= len(before))
        is_over = threading.Event()
        uploads = threading.Thread(target=self.go_on, args=(is_over,))
        uploads.start()
        try:
            done = self.backup("copy")
        finally:
            is_over.set()
            uploads.join()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse((self.folder / "copy.partial").exists())
        again = self.backup("copy")
        self.assertEqual(again.returncode, 4, "a backup never goes into a folder that is there")
        self.assertIn("exists already", again.stderr)

        in_use = self.run_openvod("restore", self.folder / "copy", "--data", self.server.data)
        self.assertEqual(in_use.returncode, 1)
        self.assertIn("another openvod runs", in_use.stderr)
        self.server.stop()
        restored = self.run_openvod("restore", self.folder / "copy", "--data", self.folder / "again")
        self.assertEqual(restored.returncode, 0, restored.stderr)

        server = Server(self.folder / "again", ["--log-level", "warn"]).start()
        self.addCleanup(server.forget)
        api = server.api()
        found = {}
        cursor = ""
        while True:
            page = api.call("ListMedia", Limit=100, Cursor=cursor)
            found.update({media["FileId"]: media for media in page["MediaSet"]})
            cursor = page.get("NextCursor") or ""
            if not cursor:
                break
        self.assertLessEqual(before, set(found))
        for media in found.values():
            with urllib.request.urlopen(media["MediaUrl"], timeout=30) as answer:
                self.assertEqual(answer.read(), self.body)
        self.assertLessEqual(before, self.queued(api))

    def go_on(self, is_over):
        api = self.server.api()
        while not is_over.is_set():
            upload(api, self.body)


if __name__ == "__main__":
    unittest.main()
