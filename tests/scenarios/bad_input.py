"""Bad input made from the schema: each field of each action absent, null, of a wrong type, unknown, or of an odd value.

The cloud's code for it, a message that names the field, and nothing changed.
"""

import json
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[2] / "src/wire/schema"

# What each action is asked with, so that everything but the field under test is in order. FILE and TASK stand for ids
# that no application has: where a call would change something, the last check refuses it. LAST is that refusal's code.
FILE, TASK, EVENT = "12345678901234567890", "1-procedurev2-0", "evt_9000000000000000000"
TIME = {"After": "2026-01-01T00:00:00Z", "Before": "2026-01-02T00:00:00Z"}
# What template actions are asked with.
TEMPLATE_KINDS = ["Transcode", "AdaptiveDynamicStreaming", "SnapshotByTimeOffset", "SampleSnapshot", "ImageSprite", "AnimatedGraphics",
                  "Watermark"]  # fmt: skip
PICTURE_KINDS = TEMPLATE_KINDS[2:]
LONG = "x" * 65
PICTURE, SOUND = {"Codec": "libx264", "Fps": 25, "Bitrate": 400}, {"Codec": "libfdk_aac", "Bitrate": 64, "SampleRate": 44100}
OFF = {"Switch": "OFF"}
NOTHING_ENHANCED = {
    "VideoEnhance": {name: OFF for name in ("SuperResolution", "Hdr", "Denoise", "ImageQualityEnhance", "ColorEnhance", "LowLightEnhance",
                                            "ScratchRepair", "ArtifactRepair", "DiffusionEnhance", "FrameRateWithDen")},
    "AudioEnhance": {name: OFF for name in ("Denoise", "Separate", "VolumeBalance", "Beautify")},
}  # fmt: skip
SUB_TASKS = {
    "TranscodeTaskSet": [{"Definition": 100010}],
    "AnimatedGraphicTaskSet": [{"Definition": 20000, "StartTimeOffset": 0, "EndTimeOffset": 0}],
    "SnapshotByTimeOffsetTaskSet": [{"Definition": 10, "ExtTimeOffsetSet": ["0s"]}],
    "CoverBySnapshotTaskSet": [{"Definition": 10, "PositionType": "Time", "PositionValue": 0}],
}
BASES = {
    "ApplyUpload": ({"MediaType": "mp4", "MediaName": "n", "ClassId": 7}, "InvalidParameterValue.ClassId"),
    "CommitUpload": ({"VodSessionKey": "none"}, "InvalidParameterValue.VodSessionKey"),
    "PullUpload": ({"MediaUrl": "http://127.0.0.1:9/a.mp4", "ClassId": 7}, "InvalidParameterValue.ClassId"),
    "DeleteMedia": ({"FileId": FILE, "DeleteParts": [{"Type": "TranscodeFiles", "Definition": 0}]}, "ResourceNotFound"),
    "DescribeMediaInfos": ({"FileIds": [FILE], "Filters": ["basicInfo"]}, None),
    "ModifyMediaInfo": (
        {"FileId": FILE, "Name": "n", "AddTags": ["a"], "AddKeyFrameDescs": [{"TimeOffset": 1, "Content": "c"}],
         "DeleteKeyFrameDescs": [2.5],
         "AddSubtitles": [{"Name": "n", "Language": "en", "Format": "vtt", "Content": "V0VCVlRUCg=="}]}, "ResourceNotFound.FileNotExist"),
    "SearchMedia": (
        {"Names": ["n"], "ClassIds": [0], "CreateTime": TIME, "ExpireTime": TIME, "Sort": {"Field": "CreateTime", "Order": "Asc"},
         "Limit": 5, "Text": "t"}, None),
    "CreateClass": ({"ParentId": -1, "ClassName": ""}, "InvalidParameterValue.ClassName"),
    "ModifyClass": ({"ClassId": 99, "ClassName": "n"}, "FailedOperation.ClassNoFound"),
    "DeleteClass": ({"ClassId": 99}, "InvalidParameterValue.ClassId"),
    "DescribeAllClass": ({}, None),
    "ModifyMediaStorageClass": (
        {"FileIds": [FILE], "StorageClass": "ARCHIVE", "RestoreTier": "Bulk"}, "ResourceNotFound.FileNotExist"),
    "RestoreMedia": ({"FileIds": [FILE], "RestoreDay": 1, "RestoreTier": "Bulk"}, "ResourceNotFound.FileNotExist"),
    "ForbidMediaDistribution": ({"FileIds": [FILE], "Operation": "forbid"}, None),
    "AttachMediaSubtitles": (
        {"FileId": FILE, "Operation": "Attach", "AdaptiveDynamicStreamingDefinition": 10, "SubtitleIds": ["en"]},
        "InvalidParameterValue"),
    "ProcessMedia": (
        {"FileId": FILE, "MediaProcessTask": SUB_TASKS},
        "InvalidParameterValue.FileId"),
    "ProcessMediaByProcedure": ({"FileId": FILE, "ProcedureName": "none"}, "InvalidParameterValue.FileId"),
    "DescribeFileAttributes": ({"FileId": FILE}, "InvalidParameterValue.FileId"),
    "CreateProcedureTemplate": ({"Name": LONG, "MediaProcessTask": SUB_TASKS}, "InvalidParameter"),
    "ResetProcedureTemplate": ({"Name": "none", "MediaProcessTask": SUB_TASKS}, "InvalidParameter.ProcedureNameNotExist"),
    "DeleteProcedureTemplate": ({"Name": "none"}, "InvalidParameter"),
    "DescribeProcedureTemplates": (
        {"Names": ["none"], "Type": "Custom", "SortBy": [{"Field": "CreateTime", "Order": "Asc"}], "Limit": 5}, None),
    "ComposeMedia": (
        {"Tracks": [{"Type": "Video", "TrackItems": [{"Type": "Video", "VideoItem": {"SourceMedia": FILE},
                                                      "StickerItem": {"SourceMedia": FILE, "Duration": 1}}]}],
         "Canvas": {"Color": "White", "Width": 64, "Height": 64},
         "Output": {"FileName": "n", "Container": "mp4", "VideoStream": {"Fps": 25}, "AudioStream": {"AudioChannel": 1}}},
        "InvalidParameterValue.FileId"),
    "EditMedia": (
        {"InputType": "File", "FileInfos": [{"FileId": FILE, "StartTimeOffset": 0}],
         "OutputConfig": {"Type": "mp4", "VideoStream": {"Codec": "libx264"}, "TEHDConfig": {"Type": "OFF"}}}, "ResourceNotFound"),
    "SplitMedia": ({"FileId": FILE, "Segments": [{"EndTimeOffset": 1, "OutputConfig": {"Type": "mp4"}}]}, "ResourceNotFound"),
    "SimpleHlsClip": ({"Url": "http://127.0.0.1/none.m3u8"}, "InvalidParameterValue.Url"),
    "FastEditMedia": ({"FileInfos": [{"FileId": FILE, "AudioVideoType": "Original"}]}, "InvalidParameterValue.FileId"),
    "DescribeTaskDetail": ({"TaskId": TASK}, "InvalidParameterValue.TaskId"),
    "DescribeTasks": ({"Status": "FINISH", "CreateTime": TIME, "Sort": {"Field": "CreateTime", "Order": "Asc"}, "Limit": 5}, None),
    "ManageTask": ({"TaskId": TASK, "OperationType": "Abort"}, "InvalidParameterValue.TaskId"),
    "CancelTask": ({"TaskId": TASK}, "InvalidParameterValue.TaskId"),
    "RetryTask": ({"TaskId": TASK}, "InvalidParameterValue.TaskId"),
    "DescribeTranscodeTemplates": ({"Definitions": [100010], "Type": "Preset", "Limit": 5}, None),
    "CreateTranscodeTemplate": (
        {"Container": "mp4", "Name": LONG, "VideoTemplate": PICTURE, "AudioTemplate": SOUND, "EnhanceConfig": NOTHING_ENHANCED},
        "InvalidParameterValue.Name"),
    "ModifyTranscodeTemplate": ({"Definition": 4711, "EnhanceConfig": NOTHING_ENHANCED}, "ResourceNotFound.TemplateNotExist"),
    "CreateAdaptiveDynamicStreamingTemplate": (
        {"Format": "HLS", "Name": LONG,
         "StreamInfos": [{"Video": PICTURE, "Audio": SOUND, "EnhanceConfig": NOTHING_ENHANCED}]}, "InvalidParameterValue.Name"),
    "ModifyAdaptiveDynamicStreamingTemplate": (
        {"Definition": 4711, "StreamInfos": [{"Video": PICTURE, "Audio": SOUND, "EnhanceConfig": NOTHING_ENHANCED}]},
        "ResourceNotFound.TemplateNotExist"),
    "CreateSnapshotByTimeOffsetTemplate": ({"Name": LONG}, "InvalidParameterValue.Name"),
    "CreateSampleSnapshotTemplate": ({"SampleType": "Time", "SampleInterval": 5, "Name": LONG}, "InvalidParameterValue.Name"),
    "CreateImageSpriteTemplate": (
        {"SampleType": "Time", "SampleInterval": 5, "RowCount": 2, "ColumnCount": 2, "Name": LONG}, "InvalidParameterValue.Name"),
    "CreateAnimatedGraphicsTemplate": ({"Fps": 5, "Name": LONG}, "InvalidParameterValue.Name"),
    "CreateWatermarkTemplate": (
        {"Type": "text", "Name": LONG,
         "TextTemplate": {"FontType": "arial.ttf", "FontSize": "20px", "FontColor": "0xFFFFFF", "FontAlpha": 1}},
        "InvalidParameterValue.Name"),
    **{f"Modify{kind}Template": ({"Definition": 4711}, "ResourceNotFound.TemplateNotExist") for kind in PICTURE_KINDS},
    **{f"Delete{kind}Template": ({"Definition": 4711}, "ResourceNotFound.TemplateNotExist") for kind in TEMPLATE_KINDS[:-1]},
    "DeleteWatermarkTemplate": ({"Definition": 4711}, "ResourceNotFound"),
    **{f"Describe{kind}Templates": ({"Definitions": [10], "Limit": 5}, None) for kind in TEMPLATE_KINDS[1:]},
    "PullEvents": ({}, None),
    "ConfirmEvents": ({"EventHandles": ["none"]}, "InvalidParameterValue"),
    "ModifyEventConfig": ({"Mode": "PULL", "SignKey": "not alphanumeric!"}, "InvalidParameter"),
    "DescribeEventConfig": ({}, None),
    "DescribeEventsState": ({}, None),
    "ListEvents": (
        {"Filter": {"EventTypes": ["PullComplete"], "States": ["done"], "FileId": FILE, "TaskId": TASK, "StartTime": TIME["After"],
                    "EndTime": TIME["Before"], "IsTest": False, "ParkedReason": "gone"},
         "Order": "Asc", "Cursor": "evt_1", "Limit": 5, "WithContent": True}, None),
    "DescribeEvent": ({"EventId": EVENT}, "ResourceNotFound"),
    "RedeliverEvents": ({"EventIds": [EVENT], "To": "Queue"}, None),
    "ParkEvents": ({"EventIds": [EVENT], "Reason": "r"}, None),
    "UnparkEvents": ({"EventIds": [EVENT], "To": "Queue"}, None),
    "PurgeEvents": ({"EventIds": [EVENT], "ExpectedCount": 1}, "FailedOperation"),
    "CreateTestEvent": ({"EventType": "NoSuchEvent"}, "InvalidParameterValue"),
    "DescribeQueue": ({}, None),
    "DescribeEndpoints": ({}, None),
    "ModifyDeliveryConfig": (
        {"EventSwitches": [{"EventType": "PullComplete", "Switch": "ON"}], "RetryIntervals": [5], "BindAddress": "nowhere"},
        "InvalidParameterValue"),
    "DescribeDeliveryConfig": ({}, None),
    "CreateSubAppId": ({"Name": ""}, "InvalidParameterValue.Name"),
    "DescribeSubAppIds": ({"Name": "bad input", "Limit": 5}, None),
    "ModifySubAppIdInfo": ({"Name": ""}, "InvalidParameterValue.Name"),
    "ModifySubAppIdStatus": ({"Status": "Sideways"}, "InvalidParameterValue"),
    "DescribeStorageRegions": ({}, None),
    "DescribeHealth": ({}, None),
    "ListMedia": (
        {"FileIds": [FILE], "Text": "t", "Types": ["mp4"], "Categories": ["Video"], "Status": "Normal", "SortBy": "Name", "Order": "Asc", "Limit": 5,
         "Cursor": ""}, None),
    "ListTasks": ({"Status": "FINISH", "TaskType": "Procedure", "FileId": FILE, "Limit": 5, "Cursor": ""}, None),
    # A cursor of another run is answered at once.
    "WatchChanges": ({"Cursor": "none", "Kinds": ["Media"], "WaitSeconds": 0, "Limit": 5}, None),
    "CreateKey": (
        {"Name": "", "OnlySubAppId": 0, "IsReadOnly": True, "ExpireTime": "2099-01-01T00:00:00Z"}, "InvalidParameterValue.Name"),
    "ListKeys": ({"Limit": 5, "Cursor": ""}, None),
    "ModifyKeyStatus": ({"KeyId": "none", "Status": "Disabled"}, "ResourceNotFound"),
    "DeleteKey": ({"KeyId": "none"}, "ResourceNotFound"),
    "ParseStreamingManifest": ({"MediaManifestContent": "#EXTM3U\n#EXTINF:1,\na.ts\n", "ManifestType": "m3u8"}, None),
    "DescribePlayKey": ({}, None),
    "ResetPlayKey": ({}, None),
    "CreatePlayToken": ({"FileId": FILE, "ExpireSeconds": 60}, "ResourceNotFound"),
    "CreateConsoleToken": ({}, None),
    "CreateConsoleSession": ({"OneTimeToken": ""}, None),
    "EndConsoleSession": ({}, "AuthFailure.UnauthorizedOperation"),
    "CreateBackup": ({"Path": "relative"}, "InvalidParameterValue"),
    "DescribeBackup": ({}, None),
    "DescribeTemplateRules": ({"Kind": "Watermark"}, None),
    "DescribeUsage": ({}, None),
}
# The member that brings the refusal, where the call would else be in order and change something.
REFUSING = {"CreateClass": "ClassName", "ApplyUpload": "ClassId", "PullUpload": "ClassId", "CreateSubAppId": "Name", "ModifySubAppIdInfo": "Name", "CreateKey": "Name",
            "ModifyEventConfig": "SignKey", "CreateTestEvent": "EventType", "ModifyDeliveryConfig": "BindAddress",
            **{f"Create{kind}Template": "Name" for kind in TEMPLATE_KINDS}}  # fmt: skip
# What a call is refused for without a member that the schema calls optional.
NEEDED_ALL_THE_SAME = {
    ("ProcessMedia", "MediaProcessTask"): "InvalidParameter",
    ("ResetProcedureTemplate", "MediaProcessTask"): "InvalidParameter",
    ("EditMedia", "FileInfos"): "InvalidParameterValue",
    ("RedeliverEvents", "EventIds"): "InvalidParameterValue",
    ("ParkEvents", "EventIds"): "InvalidParameterValue",
    ("UnparkEvents", "EventIds"): "InvalidParameterValue",
    ("PurgeEvents", "EventIds"): "InvalidParameterValue",
    ("PurgeEvents", "ExpectedCount"): "InvalidParameterValue",
}
WAITS = {"PullEvents"}  # Would wait for events where its input is in order.

WRONG_TYPES = {
    "String": [7, True, ["a"], {"a": 1}],
    "Integer": ["seven", True, 1.5, [7], {"a": 1}, 1e300, 1 << 70],
    "Float": ["seven", True, [7], {"a": 1}],
    "Boolean": ["perhaps", 7, [True], {"a": 1}],
}
ODD_VALUES = {
    "String": ["", " ", "长" * 5000, "a\u0000b", "';--", "../../etc/passwd", "\U0001f9ea", "%00%n", "$(id)"],
    "Integer": [-1, 0, 99, (1 << 31), (1 << 53) + 1, (1 << 63) - 1, -(1 << 63)],
    "Float": [-1.5, 1e300, -0.0],
    "Boolean": [],
}
COMMON_CODES = {"InvalidParameter", "InvalidParameterValue", "MissingParameter", "UnknownParameter", "UnsupportedOperation",
                "ResourceNotFound", "LimitExceeded", "FailedOperation"}  # fmt: skip


def replaced(document, path, value):
    """A copy with the value at a path of names and indexes; REMOVED takes the member out."""
    copy = json.loads(json.dumps(document))
    at = copy
    for step, following in zip(path, path[1:]):
        if isinstance(step, int):
            while len(at) <= step:
                at.append({})
            at = at[step]
        else:
            at = at.setdefault(step, [] if isinstance(following, int) else {})
    if value is REMOVED:
        at.pop(path[-1], None)
    elif isinstance(path[-1], int):
        at[path[-1] :] = [value]
    else:
        at[path[-1]] = value
    return copy


REMOVED = object()


def dotted(path):
    return ".".join(str(step) for step in path)


class BadInput:
    """One test for each action, for a unittest.TestCase to take up; see add_tests()."""

    world = None
    app = None

    @classmethod
    def add_tests(cls):
        for action in BASES:
            setattr(cls, f"test_{action}", lambda self, action=action: self.try_action(action))

    def setUp(self):
        self.api = self.world.api
        if type(self).app is None:
            type(self).app = self.world.new_app("bad input")
            self.api.call("ModifyEventConfig", SubAppId=self.app, Mode="PULL")

    def test_every_action_is_tried(self):
        self.assertEqual(set(BASES), set(self.world.actions))

    def state(self):
        """What calls could have changed."""
        where = {"SubAppId": self.app}
        calls = [("DescribeSubAppIds", {}), ("SearchMedia", where), ("DescribeTasks", where), ("DescribeEventConfig", where),
                 ("DescribeEventsState", where)]  # fmt: skip
        found = [self.api.call(action, **parameters) for action, parameters in calls]
        return [{key: value for key, value in answer.items() if key != "RequestId"} for answer in found]

    def try_action(self, action):
        base, last = BASES[action]
        if self.world.takes_app(action):
            base = {**base, "SubAppId": self.app}
        before = self.state()
        self.tries = 0
        if action not in WAITS:
            self.expect(action, base, {last})
        self.expect(action, {**base, "Colour": "red"}, {"UnknownParameter"}, "Colour")
        for document in ("[]", '"text"', "7", "null", '{"a":', "{" * 100, "\ufeff{}", '{"SubAppId":NaN}', "\x00"):
            self.expect_code(action, document.encode(), {"InvalidParameter"} if document != "null" else {"InvalidParameter", last})
        self.expect_code(action, b'{"SubAppId": "\xff\xfe"}', {"InvalidParameter", "UnknownParameter"})
        self.try_fields(action, base, last, self.world.actions[action]["request"], [])
        if self.world.takes_app(action):
            self.expect(action, {**base, "SubAppId": 1}, {"InvalidParameterValue.SubAppId"}, "subappid")
        self.assertEqual(self.state(), before)
        self.assertGreater(self.tries, 10)

    def try_fields(self, action, base, last, type_name, path):
        for field in self.world.types[type_name]["fields"]:
            at = [*path, field["name"]]
            refusal = self.world.support.get(f"{type_name}.{field['name']}", {}).get("rule")
            kind = field["type"]
            if field.get("required"):
                for nothing in (REMOVED, None):
                    self.expect(action, replaced(base, at, nothing), {"MissingParameter"}, dotted(at))
            elif len(path) == 0 and not self.refuses(action, at):
                self.expect(action, replaced(base, at, None), {last, NEEDED_ALL_THE_SAME.get((action, at[-1]))})
            if field.get("array"):
                self.try_type(action, base, at, ["text", 7, {"a": 1}], refusal)
                at = [*at, 0]
            if kind in WRONG_TYPES:
                self.try_type(action, base, at, WRONG_TYPES[kind], refusal)
                if action not in WAITS or kind == "Integer":
                    self.try_values(action, base, at, ODD_VALUES[kind])
            elif refusal is None and kind in self.world.types:
                self.try_type(action, base, at, ["text", 7, [1]], refusal)
                self.try_fields(action, base, last, kind, at)

    @staticmethod
    def refuses(action, at):
        """Whether the member is what refuses the base, or where it goes: without it, a call may be in order."""
        return action in WAITS or at[-1] == "SubAppId" or REFUSING.get(action) == at[-1]

    def try_type(self, action, base, at, values, refusal):
        codes = {"InvalidParameter"} if refusal is None else {"InvalidParameter", "UnsupportedOperation", *([BASES[action][1]])}
        for value in values:
            self.expect(action, replaced(base, at, value), codes, dotted(at) if refusal is None else "")

    def try_values(self, action, base, at, values):
        """Values that may be in order or not: whichever, the answer is one of the API's."""
        errors = set(self.world.actions[action]["errors"]) | COMMON_CODES
        for value in values:
            if REFUSING.get(action) == at[-1] or (at[-1] == "SubAppId" and value == 0):
                continue  # The call might go through, or elsewhere.
            code, message = self.code_of(action, json.dumps(replaced(base, at, value)).encode())
            with self.subTest(action=action, field=dotted(at), value=str(value)[:40]):
                if code is not None:
                    self.assertTrue(code in errors or code.split(".")[0] in ("InvalidParameterValue",), f"{code}: {message}")
                    self.assertTrue(message)

    def expect(self, action, request, codes, named=""):
        self.expect_code(action, json.dumps(request).encode(), codes, named, request)

    def expect_code(self, action, body, codes, named="", shown=None):
        code, message = self.code_of(action, body)
        with self.subTest(action=action, request=str(shown or body)[:300]):
            self.assertIn(code, codes, message)
            if named and code is not None:
                self.assertIn(named, message)

    def code_of(self, action, body):
        self.tries += 1
        answer, text = self.api.post(action, body)
        with self.subTest(action=action, body=body[:300]):
            self.assertEqual((answer.status, answer.getheader("Content-Type")), (200, "application/json"))
            response = json.loads(text)["Response"]
            self.assertEqual(len(response["RequestId"]), 36)
            error = response.get("Error")
            self.assertNotEqual((error or {}).get("Code", "").split(".")[0], "InternalError", error)
            return (error["Code"], error["Message"]) if error else (None, "")
        return (None, "")
