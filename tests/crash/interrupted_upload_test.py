"""Uploads that break off: what is not whole never becomes a media, and what was completed survives the server's death."""

import shutil
import socket
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.api import ApiError  # noqa: E402
from harness.media import make_clip  # noqa: E402
from harness.objects import ObjectError, Objects  # noqa: E402
from harness.server import Server  # noqa: E402

PART_BYTES = 1 << 20


class InterruptedUploads(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-upload-"))
        self.body = make_clip(self.folder / "clip.mp4") + bytes(2 * PART_BYTES)
        self.server = Server(self.folder / "data", ["--log-level", "warn"]).start()
        self.api = self.server.api()
        self.api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")
        self.grant = self.api.call("ApplyUpload", MediaType="mp4")
        self.path = self.grant["MediaStoragePath"]

    def tearDown(self):
        self.server.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def objects(self):
        objects = Objects(self.server.host, self.grant["TempCertificate"])
        self.addCleanup(objects.close)
        return objects

    def commit(self):
        return self.api.call("CommitUpload", VodSessionKey=self.grant["VodSessionKey"])

    def vanish_in(self, target, parameters):
        """Sends the head of a PUT and half of its body, and is gone."""
        objects = self.objects()
        headers = {"Host": self.server.host, "Content-Length": PART_BYTES, **objects.headers("PUT", self.path, parameters)}
        head = f"PUT {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"
        address, port = self.server.host.split(":")
        with socket.create_connection((address, int(port))) as connection:
            connection.sendall(head.encode() + self.body[: PART_BYTES // 2])
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(30)
            while connection.recv(4096):
                pass  # Until the server has seen the end, too.

    def parts_of(self, upload_id):
        return self.objects().request("GET", self.path, {"uploadId": upload_id})[1].count(b"<Part>")

    def events(self):
        found = []
        while True:
            events = self.api.call("PullEvents")["EventSet"]
            if not events:
                return found
            found += [event["FileUploadEvent"]["FileId"] for event in events]
            self.api.call("ConfirmEvents", EventHandles=[event["EventHandle"] for event in events])

    def test_a_client_that_vanishes_in_a_part_leaves_no_part(self):
        upload_id = self.objects().initiate(self.path)
        self.vanish_in(f"{self.path}?partNumber=1&uploadId={upload_id}", {"partNumber": 1, "uploadId": upload_id})
        self.assertEqual(self.parts_of(upload_id), 0)
        with self.assertRaises(ObjectError) as refused:
            self.objects().complete(self.path, upload_id, [(1, '"0123456789abcdef0123456789abcdef"')])
        self.assertEqual(refused.exception.code, "InvalidPart")
        with self.assertRaises(ApiError) as refused:
            self.commit()
        self.assertEqual(refused.exception.code, "ResourceNotFound")
        etag = self.objects().put_part(self.path, upload_id, 1, self.body)
        self.objects().complete(self.path, upload_id, [(1, etag)])
        self.assertEqual(self.download(self.commit()), self.body)

    def test_a_client_that_vanishes_in_a_whole_object_leaves_none(self):
        self.vanish_in(self.path, {})
        with self.assertRaises(ApiError) as refused:
            self.commit()
        self.assertEqual(refused.exception.code, "ResourceNotFound")
        self.assertEqual(self.api.call("SearchMedia")["TotalCount"], 0)

    def test_parts_survive_the_server_and_can_be_completed_after_it(self):
        upload_id = self.objects().initiate(self.path)
        first = self.objects().put_part(self.path, upload_id, 2, self.body[PART_BYTES:])
        self.restart()
        self.assertEqual(self.parts_of(upload_id), 1)
        second = self.objects().put_part(self.path, upload_id, 1, self.body[:PART_BYTES])
        self.objects().complete(self.path, upload_id, [(1, second), (2, first)])
        self.assertEqual(self.download(self.commit()), self.body)

    def test_killed_between_complete_and_commit(self):
        self.objects().put_in_parts(self.path, self.body, PART_BYTES)
        self.restart()
        first = self.commit()
        self.assertEqual(self.download(first), self.body)
        self.restart()
        self.assertEqual(self.commit()["FileId"], first["FileId"])
        self.assertEqual(self.events(), [first["FileId"]])
        self.restart()
        self.assertEqual(self.commit()["FileId"], first["FileId"])
        self.assertEqual(self.events(), [])

    def restart(self):
        self.server.kill()
        self.server.start()
        self.api = self.server.api()

    def download(self, committed):
        path = committed["MediaUrl"].split("/", 3)[3]
        with urllib.request.urlopen(f"{self.server.url}/{path}", timeout=30) as answer:
            return answer.read()


if __name__ == "__main__":
    unittest.main()
