"""A full disk refuses with a clear error, keeps serving what needs no room, and recovers without a restart.

The disk is a small tmpfs: mounted here, or in a namespace of its own where this user may not mount. Where neither is
allowed the test is skipped.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.api import ApiError  # noqa: E402
from harness.disk import SmallDisk  # noqa: E402
from harness.media import make_clip, put_file, upload  # noqa: E402
from harness.objects import ObjectError  # noqa: E402
from harness.server import Server, wait_for  # noqa: E402

DISK_MIB = 96
INSIDE = "OPENVOD_TEST_IN_NAMESPACE"
UNSHARE = ["unshare", "--user", "--map-root-user", "--mount"]


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-disk-"))
        self.disk = None
        self.server = None

    def tearDown(self):
        if self.server:
            self.server.forget()
        if self.disk:
            self.disk.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def test_a_full_disk_refuses_and_recovers(self):
        self.disk = SmallDisk(self.folder, DISK_MIB)
        if self.disk.mounted:
            return self.fill_and_free()
        if os.environ.get(INSIDE) or subprocess.run([*UNSHARE, "true"], capture_output=True).returncode != 0:
            self.skipTest("nothing may be mounted here, not even in a namespace")
        inside = subprocess.run([*UNSHARE, sys.executable, __file__], env={**os.environ, INSIDE: "1"}, capture_output=True)
        said = inside.stderr.decode()
        if "skipped" in said:
            self.skipTest("nothing may be mounted here, not even in a namespace")
        self.assertEqual(inside.returncode, 0, said)

    def fill_and_free(self):
        clip_folder = Path(tempfile.mkdtemp(prefix="openvod-clip-"))
        clip = make_clip(clip_folder / "clip.mp4")
        shutil.rmtree(clip_folder)
        self.server = Server(self.folder / "data", ["--log-level", "warn"]).start()
        api = self.server.api()
        api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")
        before = upload(api, clip)
        event = wait_for("the upload's event", lambda: api.call("PullEvents")["EventSet"])[0]
        granted = api.call("ApplyUpload", MediaType="mp4")
        self.disk.fill()

        with self.assertRaises(ApiError) as refused:
            api.call("ApplyUpload", MediaType="mp4")
        self.assertEqual(refused.exception.code, "ResourceInsufficient")
        self.assertRegex(refused.exception.message, "disk")
        with self.assertRaises(ApiError) as refused:
            api.call("ProcessMedia", FileId=before["FileId"], MediaProcessTask={"TranscodeTaskSet": [{"Definition": 100010}]})
        self.assertEqual(refused.exception.code, "ResourceInsufficient")
        with self.assertRaises(ObjectError) as refused:
            put_file(self.server.host, granted, clip + bytes(4 << 20), part_bytes=1 << 20)
        self.assertIn(refused.exception.status, (503, 507))
        with self.assertRaises(ObjectError) as refused:
            put_file(self.server.host, granted, clip + bytes(4 << 20))
        self.assertEqual(refused.exception.status, 507)
        # What is there can be read, and events go on.
        self.assertEqual(api.call("SearchMedia")["TotalCount"], 1)
        api.call("ConfirmEvents", EventHandles=[event["EventHandle"]])
        self.assertEqual(api.call("DescribeEventsState")["CountOfEventsToPull"], 0)

        self.disk.free()
        wait_for("uploads to be taken again", lambda: self.takes_uploads(api), 30, 0.2)
        put_file(self.server.host, granted, clip)
        self.assertTrue(api.call("CommitUpload", VodSessionKey=granted["VodSessionKey"])["FileId"])
        after = upload(api, clip, part_bytes=100_000)
        task = api.call("ProcessMedia", FileId=after["FileId"], MediaProcessTask={"TranscodeTaskSet": [{"Definition": 100010}]})
        detail = wait_for("the task's end", lambda: self.ended(api, task["TaskId"]))
        result = detail["ProcedureTask"]["MediaProcessResultSet"][0]["TranscodeTask"]
        self.assertEqual(result["Status"], "SUCCESS", result)
        self.server.stop()

    def takes_uploads(self, api):
        try:
            return api.call("ApplyUpload", MediaType="mp4")
        except ApiError as error:
            self.assertEqual(error.code, "ResourceInsufficient")
            return None

    def ended(self, api, task):
        detail = api.call("DescribeTaskDetail", TaskId=task)
        return detail if detail["Status"] == "FINISH" else None


if __name__ == "__main__":
    unittest.main()
