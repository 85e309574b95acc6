#!/usr/bin/env python3
"""Runs the transcripts, see transcript.py, and the generated bad input, against one real server.

OPENVOD_BIN names the folder of the program. As arguments unittest takes names, like Scenarios.test_upload.
"""

import json
import shutil
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bad_input import BadInput  # noqa: E402
from transcript import differences, filled, parse  # noqa: E402
from harness.media import make_clip, put_file, upload  # noqa: E402
from harness.server import Server  # noqa: E402

UNTIL_S_MAX = 60


class World:
    """The server of all scenarios, and what they know of it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-scenarios-"))
        self.clip = make_clip(self.folder / "clip.mp4")
        self.server = Server(self.folder / "data", ["--log-level", "warn", "--storage-archive-expedited-s", "1"]).start()
        self.api = self.server.api(timeout_s=60)
        schema = HERE.parent.parent / "src/wire/schema"
        self.actions, self.types = {}, {}
        for name in ("vod-2018-07-17.json", "openvod-2026-11-01.json"):
            document = json.loads((schema / name).read_text())
            self.types.update(document["types"])
            for action, row in document["actions"].items():
                self.actions[action] = {**row, "version": document["version"]}
        self.support = json.loads((schema / "support.json").read_text())

    def fields_of(self, action):
        return self.types[self.actions[action]["request"]]["fields"]

    def takes_app(self, action):
        return action in self.actions and any(field["name"] == "SubAppId" for field in self.fields_of(action))

    def new_app(self, name):
        return self.api.call("CreateSubAppId", Name=name)["SubAppId"]

    def end(self):
        try:
            self.server.stop()
        finally:
            self.server.forget()
            shutil.rmtree(self.folder, ignore_errors=True)


class Play:
    """One transcript on its way."""

    def __init__(self, world, name):
        self.world, self.api = world, world.api
        self.kept = {"app": world.new_app(name), "other": world.new_app(f"{name}: another")}

    def run(self, step):
        getattr(self, step.verb, self.action)(step)

    def upload(self, step):
        committed = upload(self.api, self.world.clip, **{"SubAppId": self.kept["app"], **filled(step.parameters, self.kept)})
        self.kept[step.arguments[0]] = committed["FileId"]

    def put(self, step):
        put_file(self.api.host, self.kept[step.arguments[0]], self.world.clip)

    def get(self, step):
        name, status = step.arguments
        try:
            with urllib.request.urlopen(self.kept[name], timeout=30) as answer:
                answer.read()
                found = answer.status
        except urllib.error.HTTPError as error:
            found = error.code
        assert found == int(status), f"HTTP {found}, not {status}"

    def action(self, step):
        request = filled(step.parameters, self.kept)
        if self.world.takes_app(step.verb):
            request.setdefault("SubAppId", self.kept["app"])
        end = time.monotonic() + UNTIL_S_MAX
        while True:
            kept = dict(self.kept)
            wrong = self.wrong(step, self.api.response(step.verb, request, step.version), kept)
            if not wrong:
                self.kept = kept
                return
            if not step.repeats or time.monotonic() > end:
                raise AssertionError("\n  ".join(wrong))
            time.sleep(0.05)

    def wrong(self, step, response, kept):
        response.pop("RequestId")
        error = response.get("Error")
        if step.error:
            if error is None:
                return [f"answers {response!r}, not an error"]
            code, message = step.error
            pattern = {"Code": code, "Message": f"/{message}/" if message else "/./"}
            return differences(pattern, error, kept, "Error")
        if error:
            return [f"answers the error {error['Code']}: {error['Message']}"]
        return differences(step.answer or {"...": 0}, response, kept)


class Scenarios(unittest.TestCase):
    """One test for each transcript; see below."""

    def play(self, path):
        play = Play(WORLD, path.stem)
        for step in parse(path.read_text()):
            try:
                play.run(step)
            except Exception as error:
                raise AssertionError(f"{path.name}:{step.line}: {step.verb} {error}") from error

    def test_every_served_action_has_a_transcript(self):
        with urllib.request.urlopen(f"{WORLD.server.url}/-/coverage") as answer:
            coverage = json.load(answer)["actions"]
        served = {row["name"] for row in coverage if row["status"] == "served"}
        self.assertEqual(served, set(WORLD.actions))
        told = {step.verb for path in TRANSCRIPTS for step in parse(path.read_text())}
        self.assertEqual(served - told, set())


class GeneratedBadInput(BadInput, unittest.TestCase):
    """One test for each action."""


WORLD = None
TRANSCRIPTS = sorted(HERE.glob("transcripts/*.txt"))


def setUpModule():
    global WORLD
    WORLD = World()
    GeneratedBadInput.world = WORLD


def tearDownModule():
    WORLD.end()


for path in TRANSCRIPTS:
    setattr(Scenarios, f"test_{path.stem}", lambda self, path=path: self.play(path))
GeneratedBadInput.add_tests()

if __name__ == "__main__":
    unittest.main()
