"""A sync that fails is final for writes: nothing is acknowledged any more until a restart, reads go on, and what was
acknowledged before is there afterwards. The fault is injected by strace into the real program."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.api import ApiError  # noqa: E402
from harness.server import Server  # noqa: E402

PUBLISHES_MAX = 400


def failing_from(number):
    """Every sync of the program fails from this one on. With -D the program keeps the number that is to be killed."""
    inject = f"inject=fdatasync,fsync:error=EIO:when={number}+"
    return ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", inject]


def can_trace():
    command = [*failing_from(1_000), "true"]
    return shutil.which("strace") and subprocess.run(command, capture_output=True).returncode == 0


class FailedSync(unittest.TestCase):
    def setUp(self):
        if not can_trace():
            self.skipTest("no program may be traced here")
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-sync-"))
        self.server = Server(self.folder / "data", ["--log-level", "off"])
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(self.server.forget)

    def publish(self, api):
        return api.call("CreateTestEvent", EventType="FileDeleted")["EventId"]

    def test_nothing_is_acknowledged_after_it_until_a_restart(self):
        self.server.start()
        self.server.api().call("ModifyEventConfig", Mode="PULL")
        self.server.stop()
        self.server.prefix = failing_from(60)
        self.server.start()
        api = self.server.api()
        acknowledged = []
        with self.assertRaises(ApiError):
            for _ in range(PUBLISHES_MAX):
                acknowledged.append(self.publish(api))
        self.assertGreater(len(acknowledged), 0)
        for _ in range(20):
            with self.assertRaises(ApiError):
                self.publish(api)
        # Reads go on.
        self.assertGreaterEqual(api.call("DescribeEventsState")["CountOfEventsToPull"], len(acknowledged))
        events = api.call("PullEvents")["EventSet"]
        self.assertGreater(len(events), 0)
        with self.assertRaises(ApiError):
            api.call("ConfirmEvents", EventHandles=[events[0]["EventHandle"]])
        self.server.kill()
        self.server.prefix = []
        self.server.start()
        api = self.server.api()
        for event in acknowledged:
            self.assertEqual(api.call("DescribeEvent", EventId=event)["Event"]["EventId"], event)
        self.publish(api)
        self.server.stop()


if __name__ == "__main__":
    unittest.main()
