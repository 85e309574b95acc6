"""kill -9 of the server in the middle of a task: a second later none of its media programs is left."""

import shutil
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.media import make_clip, upload  # noqa: E402
from harness.server import Server, wait_for  # noqa: E402
from hostile.hostile_set import path_without_bubblewrap  # noqa: E402


def fields(pid):
    """The name, state and parent of a process; nothing when it is gone."""
    try:
        head, rest = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)
    except OSError:
        return None
    state, parent = rest.split()[:2]
    return head.split("(", 1)[1], state, int(parent)


def below(root):
    """All processes that come from this one, with their names."""
    parents = {int(path.name): fields(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = {}
    more = [root]
    while more:
        parent = more.pop()
        for pid, told in parents.items():
            if told and told[2] == parent and pid not in found:
                found[pid] = told[0]
                more.append(pid)
    return found


class KilledServer(unittest.TestCase):
    def nothing_is_left(self, reduced):
        folder = Path(tempfile.mkdtemp(prefix="openvod-killed-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        environment = path_without_bubblewrap(folder) if reduced else {}
        server = Server(folder / "data", ["--log-level", "error"], environment).start()
        self.addCleanup(server.forget)
        api = server.api()
        file = upload(api, make_clip(folder / "clip.mp4", 30, "1280x720"))["FileId"]
        api.call("ProcessMedia", FileId=file, MediaProcessTask={"TranscodeTaskSet": [{"Definition": 100040}]})
        programs = wait_for("FFmpeg to run", lambda: {pid: name for pid, name in below(server.process.pid).items() if name == "ffmpeg"})
        everything = below(server.process.pid)
        server.kill()
        time.sleep(1)
        left = {pid: name for pid, name in {**everything, **programs}.items() if (told := fields(pid)) and told[0] == name and told[1] != "Z"}
        self.assertEqual(left, {})

    def test_leaves_no_program(self):
        self.nothing_is_left(reduced=False)

    def test_leaves_no_program_in_the_reduced_sandbox(self):
        self.nothing_is_left(reduced=True)


if __name__ == "__main__":
    unittest.main()
