"""Work for a server that is going to be killed: uploads, tasks, and a consumer of events; and what was acknowledged of it."""

import http.client
import random
import threading
from dataclasses import dataclass, field

from harness.api import ApiError
from harness.media import put_file
from harness.objects import ObjectError

GONE = (OSError, http.client.HTTPException, ValueError)  # What a client sees of a server that dies.


def file_id_of(path):
    """The FileId stands in the path of the grant: /<8 hex>vod.../<8 hex><FileId>/name."""
    return path.split("/")[2][8:]


def key_of(event):
    """What one event is about; the server may never send two for it."""
    if event["EventType"] == "NewFileUpload":
        return ("upload", event["FileUploadEvent"]["FileId"])
    return ("task", event["ProcedureStateChangeEvent"]["TaskId"])


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
    delivered_after_confirm: list = field(default_factory=list)
    surprises: list = field(default_factory=list)

    def confirm_acknowledged(self, key):
        self.confirmed[key] = self.confirmed.get(key, 0) + 1


class Load:
    """Three kinds of clients, until stop(): each ends by itself when the server is gone."""

    def __init__(self, server, journal, clip, seed):
        self.server, self.journal, self.clip = server, journal, clip
        self.stopping = threading.Event()
        jobs = [self.upload, self.upload, self.process, self.consume]
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
                with self.journal.lock:
                    self.journal.surprises.append(repr(error))
                return

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
        keys = [key_of(event) for event in events]
        with self.journal.lock:
            self.journal.confirms_tried.update(keys)
        api.call("ConfirmEvents", EventHandles=[event["EventHandle"] for event in events])
        with self.journal.lock:
            for key in keys:
                self.journal.confirm_acknowledged(key)

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(30)
            if thread.is_alive():
                raise AssertionError("a client hangs although the server is gone")
