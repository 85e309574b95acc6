#!/usr/bin/env python3
"""Rules about the tree that no compiler checks. Prints each violation as path:line: rule: message and fails if there is one.

A rule is a function from a Tree to violations, so that tidy_test.py can show each of them failing on a planted one.
"""

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

FILE_SIZE_MAX_BYTES = 40_000  # Beyond this a file tells more than one thing.
SLEEP_MAX_MS = 1000  # What is promised within a second may be waited for; longer wants a clock that moves, or a condition.
GENERATED = {"wire_types": "wire"}  # Folders of headers that the build makes, and the room that they belong to.
SKIPPED_FOLDERS = {".git", "build", "node_modules", "openvod-data", "__pycache__", ".cache", "test-results", "playwright-report"}
MADE_FOLDERS = {"web/src/lib/wire"}  # By the build, in place: nobody checks them in.
SOURCES = (".cc", ".h", ".py", ".sh", ".cmake", ".mjs", ".js", ".ts", ".tsx")


@dataclass
class Tree:
    """What the rules see: text files by path, folders, and which files may be run."""

    files: dict[str, str]
    folders: set[str] = field(default_factory=set)
    executables: set[str] = field(default_factory=set)

    def under(self, *folders, ends=()):
        for path, text in sorted(self.files.items()):
            if path.startswith(tuple(folder + "/" for folder in folders)) and path.endswith(tuple(ends) or ""):
                yield path, text


@dataclass(frozen=True)
class Violation:
    path: str
    line: int
    message: str


def load(root):
    tree = Tree({})
    for folder, folders, files in os.walk(root):
        relative = os.path.relpath(folder, root)
        kept = (name for name in folders if name not in SKIPPED_FOLDERS)
        folders[:] = sorted(name for name in kept if os.path.normpath(os.path.join(relative, name)) not in MADE_FOLDERS)
        if relative != ".":
            tree.folders.add(relative)
        for name in files:
            full = Path(folder, name)
            if full.is_symlink() or not full.is_file():
                continue
            path = os.path.normpath(os.path.join(relative, name))
            try:
                tree.files[path] = full.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                tree.files[path] = ""  # Not a text; only its folder counts.
            if os.access(full, os.X_OK):
                tree.executables.add(path)
    return tree


def matches(path, text, pattern, message):
    """A violation for each line that matches; {0} in the message is what matched."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.search(pattern, line):
            yield Violation(path, number, message.format(found.group(0).strip()))


# --- Arrows ----------------------------------------------------------------------------------------------------------


def visible_rooms(tree):
    """For each room, the rooms that it may include, read from the one place where the order stands."""
    text = tree.files["cmake/rooms.cmake"]
    levels = [level.split() for level in re.findall(r'"([^"]+)"', re.search(r"set\(VOD_LEVELS(.*?)\)", text, re.S).group(1))]
    visible, below = {}, set()
    for level in levels:
        for room in level:
            visible[room] = below | {room}
        below = below | set(level)
    testing = re.search(r'STREQUAL "testing"\).*?set\(\$\{out\} (.*?) PARENT_SCOPE\)', text, re.S)
    visible["testing"] = set(testing.group(1).split()) | {"testing"}
    return visible


def is_of_tests(path):
    """Tests beside the code, and the headers that only they share."""
    name = path.rsplit("/", 1)[-1]
    return name.endswith("_test.cc") or (name.startswith("test_") and name.endswith(".h"))


def rooms_of_tests(tree):
    """What the tests of a room see besides: the fakes, and what its line in src/CMakeLists.txt names as TEST_ROOMS."""
    lines = tree.files.get("src/CMakeLists.txt", "")
    found = re.findall(r"vod_room\((\w+)[^)]*?TEST_ROOMS ([\w ]+?)(?: [A-Z]+ [^)]*)?\)", lines)
    return {room: {"testing", *names.split()} for room, names in found}


def arrows(tree):
    visible = visible_rooms(tree)
    of_tests = rooms_of_tests(tree)
    for path, text in tree.under("src", "receiver", "tests", "bench", ends=(".cc", ".h")):
        room = path.split("/")[1] if path.startswith("src/") and path.count("/") > 1 else None
        if room is not None and room not in visible:
            yield Violation(path, 1, f"the room {room} stands on no level in cmake/rooms.cmake")
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if not found:
                continue
            target = found.group(1)
            if ".." in target.split("/"):
                yield Violation(path, number, f'"{target}" climbs out of its folder: write "room/file.h"')
            elif room is not None:
                allowed = visible[room] | (of_tests.get(room, {"testing"}) if is_of_tests(path) else set())
                if GENERATED.get(target.split("/")[0], target.split("/")[0]) not in allowed:
                    yield Violation(path, number, f'"{target}" is not below the room {room}')


# --- Files -----------------------------------------------------------------------------------------------------------


def folders_are_not_empty(tree):
    for folder in sorted(tree.folders):
        if not any(path.startswith(folder + "/") for path in tree.files):
            yield Violation(folder, 1, "is an empty folder: a room appears with its first real content")


def nothing_is_unfinished(tree):
    pattern = r"(?i)\b(to" + r"do|fix" + r"me|xx" + r"x|stub(bed)?|(?<!\")not implemented(?!\"))\b"  # A quoted one is HTTP's 501.
    for path, text in tree.under("src", "receiver"):
        yield from matches(path, text, pattern, "says that it is unfinished: {0}")


def files_are_small(tree):
    for path, text in tree.files.items():
        size_bytes = len(text.encode())
        if path.endswith(SOURCES) and size_bytes >= FILE_SIZE_MAX_BYTES:
            yield Violation(path, 1, f"has {size_bytes} bytes, more than one noun's worth ({FILE_SIZE_MAX_BYTES})")


def headers_are_included_once(tree):
    for path, text in tree.under("src", "receiver", "tests", "bench", ends=(".h",)):
        if not re.search(r"^#pragma once$", text, re.M):
            yield Violation(path, 1, "is a header without #pragma once")


def rooms_introduce_themselves(tree):
    rooms = {path.split("/")[1] for path, _ in tree.under("src", ends=(".h",)) if path.count("/") > 1}
    for room in sorted(rooms):
        heads = [text for path, text in tree.under(f"src/{room}", ends=(".h",)) if text.startswith(f"// The room {room}: ")]
        if len(heads) != 1:
            yield Violation(f"src/{room}", 1, f'{len(heads)} headers begin with "// The room {room}: "; its main header does')
        elif not re.match(r"(//.*\n){2,20}#pragma once\n", heads[0]):
            yield Violation(f"src/{room}", 1, "the head comment of the main header has 2 to 20 lines, then #pragma once")


def nothing_generated_is_kept(tree):
    pattern = r"(?i)\b(generated by|do not " + r"edit)\b"
    for path, text in tree.files.items():
        if path.endswith(SOURCES) and not path.startswith("tests/tidy/"):
            head = "\n".join(line for line in text.splitlines()[:5] if re.match(r"\s*(//|#|/\*|\*)", line))
            # A generator names the line as a string, not as its own head comment.
            yield from matches(path, head, pattern, "is a generated file: the build makes it, nobody checks it in")


def scripts_can_be_run(tree):
    for path, text in tree.files.items():
        if text.startswith("#!") and path not in tree.executables:
            yield Violation(path, 1, "begins with #! but has no run bit")


def paths_are_nobodys(tree):
    pattern = r"(?<![\w/.~-])/(?:root|work|home|Users|tmp/w)/[\w.$-]*"
    for path, text in tree.files.items():
        if not path.endswith("package-lock.json"):
            yield from matches(path, text, pattern, "names a folder of somebody's machine: {0}")


# --- Code ------------------------------------------------------------------------------------------------------------


def without_comments_and_strings(text):
    """The same text, as long and with the same lines, with comments and literals blanked."""

    def blank(found):
        return re.sub(r"[^\n]", " ", found.group(0))

    literal = r'R"([^(\s]*)\(.*?\)\1"' + r'|"(?:\\.|[^"\\\n])*"' + r"|(?<![\w'])'(?:\\.|[^'\\\n])+'"
    return re.sub(literal + r"|//[^\n]*|/\*.*?\*/", blank, text, flags=re.S)


def closing(text, start):
    """Where the brace at `start` closes."""
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return len(text) - 1


def awaits_hold_no_braces(tree):
    """g++ 12 destroys twice what a brace-built struct or a capturing lambda inside a co_await expression owns."""
    plain_lambda = re.compile(r"\[\]\s*(\([^()]*\))?\s*(mutable|noexcept|->\s*[\w:<>]+|\s)*$")
    for path, text in tree.under("src", "receiver", "tests", "bench", ends=(".cc", ".h")):
        code = without_comments_and_strings(text)
        for found in re.finditer(r"\bco_await\b", code):
            depth, position = 0, found.end()
            while position < len(code):
                mark = code[position]
                if mark in "([":
                    depth += 1
                elif mark in ")]":
                    depth -= 1
                elif mark == "{":
                    if not plain_lambda.search(code[found.end() : position]):
                        line = code.count("\n", 0, found.start()) + 1
                        yield Violation(path, line, "has braces inside a co_await expression: name the value, then move it in")
                        break
                    position = closing(code, position)
                if depth < 0 or (depth == 0 and mark in ";,"):
                    break
                position += 1


def tests_do_not_sleep_long(tree):
    unit_ms = {"h": 3_600_000, "hours": 3_600_000, "min": 60_000, "minutes": 60_000, "s": 1000, "seconds": 1000, "ms": 1, "milliseconds": 1}
    patterns = (
        (r"\bsleep_for\(\s*(?:std::)?(?:chrono::)?(hours|minutes|seconds|milliseconds)[({]\s*([\d']+)", lambda m: int(m[2].replace("'", "")) * unit_ms[m[1]]),
        (r"\bsleep_for\(\s*([\d']+)(h|min|s|ms)\b", lambda m: int(m[1].replace("'", "")) * unit_ms[m[2]]),
        (r"(?<![\w.])(?:::)?sleep\(\s*(\d+)\s*\)", lambda m: int(m[1]) * 1000),
        (r"\busleep\(\s*([\d']+)", lambda m: int(m[1].replace("'", "")) / 1000),
    )
    for path, text in tree.under("src", "receiver", "tests", ends=("_test.cc",)):
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, milliseconds in patterns:
                if (found := re.search(pattern, line)) and milliseconds(found) > SLEEP_MAX_MS:
                    yield Violation(path, number, f"sleeps for more than {SLEEP_MAX_MS} ms: move a clock or wait for a condition")


RULES = (
    arrows,
    folders_are_not_empty,
    nothing_is_unfinished,
    files_are_small,
    headers_are_included_once,
    rooms_introduce_themselves,
    nothing_generated_is_kept,
    scripts_can_be_run,
    paths_are_nobodys,
    awaits_hold_no_braces,
    tests_do_not_sleep_long,
)


def main():
    tree = load(Path(__file__).resolve().parents[2])
    count = 0
    for rule in RULES:
        for violation in rule(tree):
            print(f"{violation.path}:{violation.line}: {rule.__name__}: {violation.message}")
            count += 1
    print(f"{len(RULES)} rules over {len(tree.files)} files: {count} violations")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
