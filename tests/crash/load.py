"""Work for a server that is going to be killed: uploads, tasks, and a consumer of events; and what was acknowledged of it."""

import http.client
import random
import threading
from dataclasses import dataclass, field

from harness.api import ApiError
from harness.media import put_file
from harness.objects import ObjectError
from harness.server import DEFAULT_APP

GONE = (OSError, http.client.HTTPException, ValueError)  # What a client sees of a server that dies.


def file_id_of(path):
    """The FileId stands in the path of the grant: /<8 hex>vod.../<8 hex><FileId>/name."""
    return path.split("/")[2][8:]


def key_of(event):
    """What one event is about; the server may never send two for it."""
    if is_test(event):
        return ("test", event["EventHandle"])
    if event["EventType"] == "NewFileUpload":
        return ("upload", event["FileUploadEvent"]["FileId"])
    return ("task", event["ProcedureStateChangeEvent"]["TaskId"])


def is_test(event):
    """Made by CreateTestEvent, with the example of its type."""
    return event["EventType"] == "FileDeleted"


@dataclass(frozen=True)
class Sizes:
    """How many clients of each kind there are."""

    publishers: int = 1
    pullers: int = 1
    uploaders: int = 2
    processors: int = 1

    @classmethod
    def full(cls):
        return cls(publishers=16, pullers=4, uploaders=2, processors=1)


class Received:
    """What the receiver of callbacks got, by event."""

    def __init__(self):
        self.lock = threading.Lock()
        self.bodies = {}
        self.changed = []

    def __call__(self, headers, body):
        event = headers["webhook-id"]
        with self.lock:
            if self.bodies.setdefault(event, body) != body:
                self.changed.append(event)

    def events(self):
        with self.lock:
            return set(self.bodies)


@dataclass
class Journal:
    """What the server acknowledged, and what it was asked for without an answer, over all its lives."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    media: dict = field(default_factory=dict)  # FileId of an acknowledged commit -> size and MediaUrl's path.
    commits_tried: set = field(default_factory=set)
    granted: set = field(default_factory=set)
    tasks: set = field(default_factory=set)
    confirmed: dict = field(default_factory=dict)  # Key -> how often a confirm of it was acknowledged.
    confirms_tried: set = field(default_factory=set)
    tests_confirmed: int = 0
    refused_full: int = 0
    delivered_after_confirm: list = field(default_factory=list)
    surprises: list = field(default_factory=list)
    published: dict = field(default_factory=dict)  # App -> ids of events whose writing was acknowledged.

    def confirm_acknowledged(self, key, is_a_test):
        # Test events of one type are about the same thing; what became of each, its state says in the end.
        if is_a_test:
            self.tests_confirmed += 1
        else:
            self.confirmed[key] = self.confirmed.get(key, 0) + 1


def is_full_disk(error):
    if isinstance(error, ObjectError):
        return error.status in (503, 507)
    return isinstance(error, ApiError) and error.code == "ResourceInsufficient"


class Load:
    """Four kinds of clients, until stop(): each ends by itself when the server is gone. Events are published for `apps`."""

    def __init__(self, server, journal, clip, seed, sizes=Sizes(), apps=(DEFAULT_APP,), full_disk_is_no_surprise=False):
        self.server, self.journal, self.clip, self.apps = server, journal, clip, apps
        self.full_disk_is_no_surprise = full_disk_is_no_surprise
        self.stopping = threading.Event()
        jobs = [self.upload] * sizes.uploaders + [self.process] * sizes.processors
        jobs += [self.consume] * sizes.pullers + [self.publish] * sizes.publishers
        self.threads = [
            threading.Thread(target=self.run, args=(job, random.Random(f"{seed}/{number}")), daemon=True)
            for number, job in enumerate(jobs)
        ]
        for thread in self.threads:
            thread.start()

    def run(self, job, chance):
        api = self.server.api(timeout_s=20)
        while not self.stopping.is_set():
            try:
                job(api, chance)
            except GONE:
                return
            except (ApiError, ObjectError, AssertionError, LookupError) as error:
                if self.full_disk_is_no_surprise and is_full_disk(error):
                    with self.journal.lock:
                        self.journal.refused_full += 1
                    self.stopping.wait(0.05)
                    continue
                with self.journal.lock:
                    self.journal.surprises.append(repr(error))
                return

    def publish(self, api, chance):
        app = chance.choice(self.apps)
        made = api.call("CreateTestEvent", EventType="FileDeleted", SubAppId=app)
        with self.journal.lock:
            self.journal.published.setdefault(app, set()).add(made["EventId"])

    def upload(self, api, chance):
        journal = self.journal
        body = self.clip + chance.randbytes(chance.randrange(300_000))
        grant = api.call("ApplyUpload", MediaType="mp4", MediaName="crash")
        file = file_id_of(grant["MediaStoragePath"])
        with journal.lock:
            journal.granted.add(file)
        put_file(api.host, grant, body, part_bytes=chance.choice([None, 100_000]))
        if chance.random() < 0.2:
            return  # A client that never comes back.
        with journal.lock:
            journal.commits_tried.add(file)
        committed = api.call("CommitUpload", VodSessionKey=grant["VodSessionKey"])
        with journal.lock:
            journal.media[committed["FileId"]] = (body, committed["MediaUrl"].split("/", 3)[3])
        self.stopping.wait(0.05)

    def process(self, api, chance):
        journal = self.journal
        with journal.lock:
            files = sorted(journal.media)
        if not files:
            self.stopping.wait(0.05)
            return
        outputs = {"TranscodeTaskSet": [{"Definition": 100010}]}
        if chance.random() < 0.5:
            outputs["CoverBySnapshotTaskSet"] = [{"Definition": 10, "PositionType": "Time", "PositionValue": 0}]
        task = api.call("ProcessMedia", FileId=chance.choice(files), MediaProcessTask=outputs)
        with journal.lock:
            journal.tasks.add(task["TaskId"])
        self.stopping.wait(chance.uniform(0.2, 0.6))  # Not many more than can be finished at the end.

    def consume(self, api, chance):
        events = api.call("PullEvents")["EventSet"]
        kept = [event for event in events if chance.random() < 0.8]  # The others are left to their leases.
        self.note_delivered(events)
        if kept:
            self.confirm(api, kept)

    def note_delivered(self, events):
        with self.journal.lock:
            for event in events:
                if key_of(event) in self.journal.confirmed:
                    self.journal.delivered_after_confirm.append(key_of(event))

    def confirm(self, api, events):
        keys = [(key_of(event), is_test(event)) for event in events]
        with self.journal.lock:
            self.journal.confirms_tried.update(key for key, _ in keys)
        handles = [event["EventHandle"] for event in events]
        bad = ""
        try:
            api.call("ConfirmEvents", EventHandles=handles)
        except ApiError as error:
            # The server was stopped for longer than a lease; the good ones of the call are confirmed all the same.
            if error.code != "InvalidParameterValue":
                raise
            bad = error.message
        with self.journal.lock:
            for handle, (key, is_a_test) in zip(handles, keys):
                if handle not in bad:
                    self.journal.confirm_acknowledged(key, is_a_test)

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(30)
            if thread.is_alive():
                raise AssertionError("a client hangs although the server is gone")
