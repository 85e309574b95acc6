"""Rounds of load and death (F1), and the checks of I1 to I7 over what the clients know. For the test and the soak alike."""

import json
import random
import shutil
import signal
import tempfile
import time
import urllib.request
from pathlib import Path

from crash.load import Journal, Load, Received, Sizes, is_test, key_of
from crash.processes import descendants, described, naming, still_there
from harness.media import make_clip
from harness.server import DEFAULT_APP, Server, wait_for
from harness.sink import Sink

DRAIN_S_MAX = 180
LEASE_S = 30


class Rounds:
    """A server that is killed again and again while its clients work. `check` raises AssertionError."""

    def __init__(self, seed, sizes=Sizes(), stop_s=35.0, stopped_in=None, left_over_s_max=3.0):
        self.seed, self.sizes = seed, sizes
        self.stop_s, self.stopped_in, self.left_over_s_max = stop_s, stopped_in, left_over_s_max
        self.chance = random.Random(str(seed))
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-crash-"))
        self.clip = make_clip(self.folder / "clip.mp4")
        self.server = Server(self.folder / "data", ["--log-level", "warn"])
        self.journal = Journal()
        self.received = Received()
        self.sink = Sink(self.received)
        self.push_app = None
        self.rounds = self.stops = 0
        self.ready_s = []

    def close(self):
        self.server.forget()
        self.sink.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def set_up(self):
        self.server.start()
        api = self.server.api()
        api.call("ModifyEventConfig", Mode="PULL", UploadMediaCompleteEventSwitch="ON")
        self.push_app = api.call("CreateSubAppId", Name="pushed")["SubAppId"]
        api.call("ModifyEventConfig", SubAppId=self.push_app, Mode="PUSH", NotificationUrl=self.sink.url,
                 UploadMediaCompleteEventSwitch="ON")

    def run(self, count):
        for _ in range(count):
            self.round()

    def round(self):
        number = self.rounds
        load = Load(self.server, self.journal, self.clip, f"{self.seed}/{number}", self.sizes, (DEFAULT_APP, self.push_app))
        time.sleep(self.chance.uniform(0.05, 1.5))
        if self.stopped_in and number % self.stopped_in == self.stopped_in - 1:
            # Longer than a lease: what was leased before must be confirmed in vain afterwards, or not at all.
            self.server.process.send_signal(signal.SIGSTOP)
            time.sleep(self.stop_s)
            self.server.process.send_signal(signal.SIGCONT)
            self.stops += 1
            time.sleep(self.chance.uniform(0.05, 1.5))
        children = descendants(self.server.process.pid)
        self.server.kill()
        load.stop()
        self.check_nothing_is_left(children)
        self.server.start()
        self.ready_s.append(self.server.ready_s)
        self.check_media_are_there()
        self.rounds += 1

    def check_nothing_is_left(self, children):
        end = time.monotonic() + self.left_over_s_max
        # What was started after the look at the children names its source, which lies in the data folder.
        while left := still_there(children | naming(str(self.server.data))):
            if time.monotonic() > end:
                raise AssertionError("\n".join(["left of the server:", *map(described, left)]))
            time.sleep(0.02)

    def check_media_are_there(self):
        api = self.server.api()
        files = sorted(self.journal.media)[-100:]
        for first in range(0, len(files), 20):
            answer = api.call("DescribeMediaInfos", FileIds=files[first : first + 20], Filters=["basicInfo"])
            expect(answer["NotExistFileIdSet"] == [], f"I6: media are gone: {answer['NotExistFileIdSet']}")

    def finish(self):
        """Waits for the end of every accepted task, takes what events are left, and checks everything."""
        api = self.server.api()
        journal = self.journal
        expect(journal.surprises == [], f"surprises: {journal.surprises[:5]}")
        for task in journal.tasks:
            wait_for(f"the end of {task}", lambda task=task: api.call("DescribeTaskDetail", TaskId=task)["Status"] == "FINISH",
                     DRAIN_S_MAX)
        wait_for("the ends of tasks that were accepted without an answer", lambda: not self.open_tasks(api), DRAIN_S_MAX)
        self.drain(api)
        self.check_callbacks(api)
        self.check_states(api)
        self.check_everything_came_once()
        self.check_only_commits_are_media(api)

    def open_tasks(self, api):
        return [task for status in ("WAITING", "PROCESSING") for task in api.call("DescribeTasks", Status=status)["TaskSet"]]

    def drain(self, api):
        # A commit is followed by a probe, whose end brings the event.
        journal = self.journal
        due = {("upload", file) for file in journal.media} | {("task", task) for task in journal.tasks}
        end = time.monotonic() + DRAIN_S_MAX
        while True:
            events = api.call("PullEvents")["EventSet"]
            for event in events:
                key = key_of(event)
                expect(is_test(event) or key not in journal.confirmed, f"I2: {key} was delivered after an acknowledged confirm")
            if events:
                api.call("ConfirmEvents", EventHandles=[event["EventHandle"] for event in events])
            for event in events:
                journal.confirm_acknowledged(key_of(event), is_test(event))
            missing = due - set(journal.confirmed) - journal.confirms_tried
            if not events and not missing and api.call("DescribeEventsState")["CountOfEventsToPull"] == 0:
                return
            expect(time.monotonic() < end, f"I1: no event for {sorted(missing)[:5]}")

    def check_callbacks(self, api):
        published = self.journal.published.get(self.push_app, set())
        end = time.monotonic() + DRAIN_S_MAX
        while missing := published - self.received.events():
            expect(time.monotonic() < end, f"I1: {len(missing)} events were never sent, such as {sorted(missing)[:3]}")
            time.sleep(0.1)
        expect(self.received.changed == [], f"I4: other bytes in another attempt: {self.received.changed[:3]}")
        wait_for("callbacks to end", lambda: api.call("DescribeQueue", SubAppId=self.push_app)["SendingCount"] == 0, DRAIN_S_MAX)

    def check_states(self, api):
        """I1: every acknowledged publish is there, in one state, and that state is the end."""
        for app, published in self.journal.published.items():
            found, cursor = {}, None
            while True:
                more = {"Cursor": cursor} if cursor else {}
                page = api.call("ListEvents", SubAppId=app, Limit=100, **more)
                for event in page["EventSet"]:
                    expect(event["EventId"] not in found, f"I1: {event['EventId']} is listed twice")
                    found[event["EventId"]] = event["State"]
                cursor = page.get("NextCursor")
                if not cursor:
                    break
            lost = published - set(found)
            expect(not lost, f"I1: {len(lost)} acknowledged events of {app} are gone, such as {sorted(lost)[:3]}")
            undone = {event: state for event, state in found.items() if state != "done"}
            expect(not undone, f"I1: not at their end: {dict(list(undone.items())[:3])}")

    def check_everything_came_once(self):
        journal = self.journal
        expect(journal.delivered_after_confirm == [], f"I2: {journal.delivered_after_confirm[:3]}")
        twice = {key: times for key, times in journal.confirmed.items() if times != 1}
        expect(not twice, f"I2: confirmed more than once: {list(twice.items())[:3]}")
        strangers = [key for key in journal.confirmed if key[0] == "upload" and key[1] not in journal.commits_tried]
        expect(not strangers, f"I1: nobody caused {strangers[:3]}")
        known = {("task", task) for task in journal.tasks}
        expect(known - set(journal.confirmed) <= journal.confirms_tried, "I7: a task without its end")

    def check_only_commits_are_media(self, api):
        journal = self.journal
        found, offset = set(), 0
        while True:
            page = api.call("SearchMedia", Offset=offset, Limit=100, Filters=["basicInfo"])
            found.update(media["FileId"] for media in page["MediaInfoSet"])
            offset += 100
            if offset >= page["TotalCount"]:
                break
        expect(set(journal.media) <= found or page["TotalCount"] > 5000, "I6: committed media are not found")
        expect(found <= journal.commits_tried, f"I6: nobody committed {sorted(found - journal.commits_tried)[:3]}")
        for body, path in journal.media.values():
            with urllib.request.urlopen(f"{self.server.url}/{path}", timeout=30) as answer:
                expect(answer.read() == body, f"I6: {path} has other bytes")

    def summary(self):
        journal = self.journal
        return {
            "seed": str(self.seed), "rounds": self.rounds, "stops": self.stops, "media": len(journal.media),
            "tasks": len(journal.tasks), "events_published": sum(map(len, journal.published.values())),
            "events_confirmed": len(journal.confirmed) + journal.tests_confirmed, "events_sent": len(self.received.events()),
            "ready_ms_max": round(1000 * max(self.ready_s, default=0)),
        }

    def __str__(self):
        return json.dumps(self.summary())


def expect(is_so, message):
    if not is_so:
        raise AssertionError(message)
