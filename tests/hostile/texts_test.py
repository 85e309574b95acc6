"""What callers write reaches FFmpeg in files or not at all: hostile text in every string field of ProcessMedia, EditMedia
and ComposeMedia, with a program in FFmpeg's place that tells whether it stood in an argument."""

import copy
import json
import shutil
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.api import ApiError  # noqa: E402
from harness.media import make_clip, upload  # noqa: E402
from harness.server import Server, wait_for  # noqa: E402

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "src/wire/schema/vod-2018-07-17.json").read_text())["types"]
MARK = "q7mark"
TEXT = MARK + "\"'; -i /etc/passwd $(touch q7owned) `touch q7owned` | & \\ %05d [a]\n-y\r,:="
FAKE = f"""#!/usr/bin/python3 -I
import sys
if sys.argv[1:] == ["-version"]:
    print("ffmpeg version 5.1.9-0+deb12u1 in name only")
    sys.exit(0)
bad = any("{MARK}" in argument for argument in sys.argv)
sys.stderr.write("Q7 " + ("TAINTED" if bad else "CLEAN") + " " + str(len(sys.argv)) + "\\n")
sys.exit(1)
"""
# An entry of each kind of sub-task that is right but for the text.
SUB_TASKS = {
    "TranscodeTaskSet": {"Definition": 100010},
    "AnimatedGraphicTaskSet": {"Definition": 20000, "StartTimeOffset": 0, "EndTimeOffset": 1},
    "SnapshotByTimeOffsetTaskSet": {"Definition": 10, "ExtTimeOffsetSet": ["0s"]},
    "SampleSnapshotTaskSet": {"Definition": 10},
    "ImageSpriteTaskSet": {"Definition": 10},
    "CoverBySnapshotTaskSet": {"Definition": 10, "PositionType": "Time", "PositionValue": 0},
    "AdaptiveDynamicStreamingTaskSet": {"Definition": 10},
}
DEPTH_MAX = 7


def places(kind, path=()):
    """The paths of all string fields of a type, each step with whether it is an array."""
    for field in SCHEMA[kind]["fields"]:
        step = (*path, (field["name"], field.get("array", False)))
        if field["type"] == "String":
            yield step
        elif field["type"] in SCHEMA and len(step) < DEPTH_MAX:
            yield from places(field["type"], step)


def with_text(request, path, text):
    """The request with the text at the path; what is not there on the way is made."""
    changed = copy.deepcopy(request)
    at = changed
    for name, is_array in path[:-1]:
        at = at.setdefault(name, [{}] if is_array else {})
        if is_array:
            at = at[0]
    name, is_array = path[-1]
    at[name] = [text] if is_array else text
    return changed


class HostileTexts(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-texts-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "ffmpeg").write_text(FAKE)
        (programs / "ffmpeg").chmod(0o755)
        for name in ("ffprobe", "true"):
            (programs / name).symlink_to(shutil.which(name))
        self.server = Server(self.folder / "data", ["--log-level", "error"], {"PATH": str(programs)}).start()
        self.addCleanup(self.server.forget)
        self.api = self.server.api()
        self.file = upload(self.api, make_clip(self.folder / "clip.mp4"))["FileId"]

    def start(self, action, request):
        """The task, or nothing when the door refused it."""
        for _ in range(200):
            try:
                return self.api.call(action, **request)["TaskId"]
            except ApiError as refusal:
                if refusal.code != "RequestLimitExceeded":
                    self.assertFalse(refusal.code.startswith("InternalError"), f"{request}: {refusal}")
                    return None
            time.sleep(0.05)
        raise AssertionError("the rate limit never ended")

    def ended(self, task):
        detail = self.api.call("DescribeTaskDetail", TaskId=task)
        return json.dumps(detail) if detail["Status"] in ("FINISH", "ABORTED") else None

    def check(self, action, cases):
        """Asks all, and gives how many tasks reached FFmpeg."""
        tasks = [(path, self.start(action, request)) for path, request in cases]
        reached = 0
        for path, task in tasks:
            if task is None:
                continue
            detail = wait_for(f"the end of {path}", lambda task=task: self.ended(task), 120)
            self.assertNotIn("Q7 TAINTED", detail, f"{action}: {path}")
            reached += "Q7 CLEAN" in detail
        self.assertIsNone(self.server.process.poll(), self.server.said())
        self.assertEqual(list(self.folder.rglob("q7owned")), [])
        return reached

    def test_of_process_media_stay_out_of_arguments(self):
        cases = []
        for path in places("MediaProcessTaskInput"):
            kind = path[0][0]
            request = {"FileId": self.file, "MediaProcessTask": {kind: [copy.deepcopy(SUB_TASKS[kind])]}}
            cases.append((path, with_text(request, (("MediaProcessTask", False), *path), TEXT)))
        plain = {"FileId": self.file, "MediaProcessTask": {"TranscodeTaskSet": [SUB_TASKS["TranscodeTaskSet"]]}}
        for field in ("SessionContext", "SessionId"):
            cases.append((field, {**plain, field: TEXT[:50]}))
        self.assertGreater(self.check("ProcessMedia", cases), 0)

    def test_of_watermarks_stay_out_of_arguments(self):
        letters = {"FontType": "arial.ttf", "FontSize": "20px", "FontColor": "0xFFFFFF", "FontAlpha": 1}
        mark = self.api.call("CreateWatermarkTemplate", Type="text", TextTemplate=letters)["Definition"]
        transcode = {"Definition": 100010, "WatermarkSet": [{"Definition": mark, "TextContent": TEXT.replace("\r", "")[:100]}]}
        request = {"FileId": self.file, "MediaProcessTask": {"TranscodeTaskSet": [transcode]}}
        self.assertEqual(self.check("ProcessMedia", [("TextContent", request)]), 1)

    def test_of_edit_media_stay_out_of_arguments(self):
        plain = {"InputType": "File", "Definition": 10, "FileInfos": [{"FileId": self.file, "StartTimeOffset": 0.3}]}
        cases = [(path, with_text(plain, path, TEXT)) for path in places("EditMediaRequest")]
        cases.append(("nothing", plain))
        self.assertGreater(self.check("EditMedia", cases), 0)

    def test_of_compose_media_stay_out_of_arguments(self):
        item = {"Type": "Video", "VideoItem": {"SourceMedia": self.file}}
        plain = {"Tracks": [{"Type": "Video", "TrackItems": [item]}], "Output": {"FileName": "made", "Container": "mp4"}}
        cases = [(path, with_text(plain, path, TEXT)) for path in places("ComposeMediaRequest")]
        cases.append(("nothing", plain))
        self.assertGreater(self.check("ComposeMedia", cases), 0)


if __name__ == "__main__":
    unittest.main()
