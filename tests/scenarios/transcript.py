"""Transcripts of API calls as text: what is asked, and what the answer must look like.

    # A line of comment.
    DescribeMediaInfos {"FileIds": ["$file", "1"]}
    => {"MediaInfoSet": [{"FileId": "$file", "...": 0}], "NotExistFileIdSet": ["1"]}

    DeleteMedia {"FileId": "1"}
    => error ResourceNotFound /no media 1/

JSON may go over several lines. In a request "$name" stands for a value that was kept, "$name.Member" for a part of it,
{"$repeat": ["x", 65]} for a long text. In an answer:

    "$name"      keeps what stands there, or must equal what was kept under that name
    "*"          anything
    "/regexp/"   text that the expression is found in
    "...": 0     as a member: others may be there; "..." as the last entry of a list: more may follow

RequestId is checked in every answer and not written. SubAppId is the transcript's own application unless it is written;
null leaves it away. Before an action stand:

    until        repeats the call until the answer fits, for a minute at most
    2026-11-01/  the version, where it is not the action's own

Other steps: `upload name {...}` makes a media of the clip with these parameters of ApplyUpload and keeps its FileId;
`put name` sends the clip to the path of a kept answer of ApplyUpload; `get name status` downloads a kept URL.
"""

import functools
import json
import re
from dataclasses import dataclass, field

STEP = re.compile(r"^(?:(until) )?(?:(\d{4}-\d\d-\d\d)/)?([A-Z]\w+)\s*(\{.*)?$", re.S)
ERROR = re.compile(r"^error (\S+)(?: /(.*)/)?$", re.S)


@dataclass
class Step:
    line: int
    verb: str  # An action, or upload, put, get.
    arguments: list = field(default_factory=list)
    parameters: dict = field(default_factory=dict)
    version: str | None = None
    repeats: bool = False
    answer: dict | None = None
    error: tuple | None = None  # Code, expression.


def blocks(text):
    """Steps and answers as (line, text): a block begins at the margin, and what is indented belongs to it."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace() or line[0] in "}]":
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
    return [(number, "\n".join(lines)) for number, lines in found]


def parse(text):
    steps = []
    for line, block in blocks(text):
        if block.startswith("=>"):
            expect(steps[-1], block[2:].strip())
        elif found := STEP.match(block):
            until, version, action, parameters = found.groups()
            steps.append(Step(line, action, [], json.loads(parameters or "{}"), version, bool(until)))
        else:
            words, _, parameters = block.partition("{")
            verb, *arguments = words.split()
            if verb not in ("upload", "put", "get"):
                raise ValueError(f"line {line}: no such step: {block}")
            steps.append(Step(line, verb, arguments, json.loads("{" + parameters) if parameters else {}))
    return steps


def expect(step, text):
    if found := ERROR.match(text):
        step.error = found.groups()
    else:
        step.answer = json.loads(text)


def filled(value, kept):
    """A request with its names replaced by what was kept under them."""
    if isinstance(value, dict):
        if list(value) == ["$repeat"]:
            return value["$repeat"][0] * value["$repeat"][1]
        return {key: filled(member, kept) for key, member in value.items()}
    if isinstance(value, list):
        return [filled(entry, kept) for entry in value]
    if isinstance(value, str) and value.startswith("$"):
        name, *members = value[1:].split(".")
        return functools.reduce(lambda at, member: at[member], members, kept[name])
    return value


def differences(pattern, value, kept, path="answer"):
    """Sentences on what does not fit; names are kept on the way."""
    if isinstance(pattern, str) and pattern == "*":
        return []
    if isinstance(pattern, str) and re.fullmatch(r"\$\w+", pattern):
        if kept.setdefault(pattern[1:], value) == value:
            return []
        return [f"{path} is {value!r}, not {kept[pattern[1:]]!r}"]
    if isinstance(pattern, str) and len(pattern) > 1 and pattern[0] == pattern[-1] == "/":
        fits = isinstance(value, str) and re.search(pattern[1:-1], value)
        return [] if fits else [f"{path} is {value!r}, which {pattern} is not found in"]
    if isinstance(pattern, dict) and isinstance(value, dict):
        return list(differing_members(pattern, value, kept, path))
    if isinstance(pattern, list) and isinstance(value, list):
        open_end = bool(pattern) and pattern[-1] == "..."
        wanted = pattern[:-1] if open_end else pattern
        if len(value) < len(wanted) or (len(value) > len(wanted) and not open_end):
            return [f"{path} has {len(value)} entries, not {len(wanted)}: {value!r}"]
        return [line for i, entry in enumerate(wanted) for line in differences(entry, value[i], kept, f"{path}.{i}")]
    same = pattern == value and isinstance(pattern, bool) == isinstance(value, bool)
    return [] if same else [f"{path} is {value!r}, not {pattern!r}"]


def differing_members(pattern, value, kept, path):
    for key, wanted in pattern.items():
        if key == "...":
            continue
        if key not in value and wanted is not None:
            yield f"{path}.{key} is missing"
        elif wanted is not None or value.get(key) is not None:
            yield from differences(wanted, value.get(key), kept, f"{path}.{key}")
    if "..." not in pattern:
        for key in value.keys() - pattern.keys():
            if value[key] is not None:
                yield f"{path}.{key} is {value[key]!r}, and nobody expects it"
