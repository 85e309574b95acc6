#!/usr/bin/env python3
"""Writes the reference pages from the schema, or checks that they are current.

    reference.py           checks docs/reference/ and fails where a page differs
    reference.py --write   writes the pages
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "src/wire/schema"
PAGES = ROOT / "docs/reference"


class Reference:
    def __init__(self):
        self.own = json.loads((SCHEMA / "openvod-2026-11-01.json").read_text())
        self.cloud = json.loads((SCHEMA / "vod-2018-07-17.json").read_text())
        self.support = json.loads((SCHEMA / "support.json").read_text())
        words = json.loads((SCHEMA / "words.json").read_text())
        self.actions, self.fields = words["actions"], words["fields"]
        self.types = {**self.cloud["types"], **self.own["types"]}
        rows = re.findall(r"X\((\w+), (runs_\w+), (reads|writes), (\w+)\)", (ROOT / "src/api/actions.h").read_text())
        self.served = {name: (effect, apps) for name, _, effect, apps in rows}

    def missing_words(self):
        served = [name for name in self.own["actions"] if name in self.served]
        return [name for name in served if name not in self.actions] + [n for n in self.actions if n not in self.own["actions"]]

    def type_text(self, field):
        name = field.get("of", field["type"])
        text = f"[{name}](#{name.lower()})" if name in self.own["types"] else name
        return f"list of {text}" if field.get("array") else text

    def table(self, type_name, request):
        fields = [f for f in self.own["types"][type_name]["fields"] if f["name"] != "RequestId"]
        if not fields:
            return ["None.", ""]
        head = ["| Name | Type | Needed | Meaning |", "| --- | --- | --- | --- |"] if request else \
               ["| Name | Type | Meaning |", "| --- | --- | --- |"]
        rows = []
        for field in fields:
            meaning = self.fields.get(f"{type_name}.{field['name']}", self.fields.get(field["name"], ""))
            needed = [("yes" if field.get("required") else "")] if request else []
            rows.append("| " + " | ".join([field["name"], self.type_text(field), *needed, meaning]) + " |")
        return [*head, *rows, ""]

    def held_types(self):
        """Types that requests and answers hold, without the requests and answers themselves."""
        outer = {row[part] for row in self.own["actions"].values() for part in ("request", "response")}
        return [name for name in self.own["types"] if name not in outer]

    def rights(self, name):
        effect, apps = self.served[name]
        who = {"no_app": "a key that is not limited to an application", "unsigned_too": "any key, or none"}.get(apps, "any key")
        return f"It {effect}; it may be called with {who}."

    def own_page(self):
        out = ["# API version 2026-11-01", "",
               "What openvod adds to the cloud's API, behind the same door: the same endpoint, signatures and errors, with",
               "`X-TC-Version: 2026-11-01` (form calls: `Version=2026-11-01`). Every answer has a RequestId. `--write` of",
               "`tests/tidy/reference.py` makes this page from the schema.", ""]
        names = sorted(name for name in self.own["actions"] if name in self.served)
        out += [f"- [{name}](#{name.lower()})" for name in names] + [""]
        for name in names:
            row = self.own["actions"][name]
            out += [f"## {name}", "", f"{self.actions[name]} {self.rights(name)}", "", "Parameters:", ""]
            out += self.table(row["request"], True)
            out += ["Answer:", "", *self.table(row["response"], False)]
            out += ["Errors: " + ", ".join(f"`{code}`" for code in row["errors"]) + ".", ""]
        out += ["# Types", ""]
        for name in self.held_types():
            out += [f"## {name}", "", *self.table(name, False)]
        return "\n".join(out).rstrip() + "\n"

    def support_page(self):
        out = ["# Parameters of 2018-07-17 that are ignored or refused", "",
               "Every other parameter of a served action is accepted. A refused one answers `UnsupportedOperation`, and only when",
               "its value would change the result: present, not null, not empty, not one of the harmless values. `--write` of",
               "`tests/tidy/reference.py` makes this page.", "", "| Parameter | Rule | Harmless values | Why |", "| --- | --- | --- | --- |"]
        for key, row in self.support.items():
            type_name, field = key.split(".")
            harmless = ", ".join(f"`{value}`" for value in row.get("harmless", []))
            out.append(f"| {type_name.removesuffix('Request')} `{field}` | {row['rule']} | {harmless} | {row['why']} |")
        out += ["", "Actions of 2018-07-17 that are served:", ""]
        out += [f"- {name}" for name in sorted(self.cloud["actions"]) if name in self.served]
        return "\n".join(out) + "\n"

    def pages(self):
        return {"openvod-2026-11-01.md": self.own_page(), "vod-2018-07-17.md": self.support_page()}


def main(arguments):
    reference = Reference()
    missing = reference.missing_words()
    for name in missing:
        print(f"src/wire/schema/words.json: {name} has no sentence there, or is no action")
    if missing:
        return 1
    stale = 0
    for name, text in reference.pages().items():
        page = PAGES / name
        if arguments == ["--write"]:
            page.write_text(text)
        elif not page.exists() or page.read_text() != text:
            print(f"docs/reference/{name} is not what the schema says: run tests/tidy/reference.py --write")
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
