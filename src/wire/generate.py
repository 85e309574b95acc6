#!/usr/bin/env python3
"""Writes the wire types in C++ from the schema files.

    generate.py --out FOLDER --support support.json SCHEMA.json...

Writes structs.h (one struct per type, spelled as on the wire, with its decode and encode), codec_0.cc ... codec_3.cc
(their bodies, in files that compile side by side) and tables.cc (what wire/tables.h declares). A file whose text has not
changed is left alone, so that a change of the schema recompiles no more than it must.
"""

import argparse
import json
import pathlib
import sys

CODEC_FILES = 4
SCALARS = {"String": "std::string", "Float": "double", "Boolean": "bool", "RawJson": "RawJson"}
# Parameters that the transport takes out before an action sees its own: no action may use their names.
COMMON = {"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token",
          "Language", "RequestClient"}
HEAD = "// Made by src/wire/generate.py from src/wire/schema/. Do not edit.\n"


class SchemaError(Exception):
    pass


def quoted(text):
    return json.dumps(text, ensure_ascii=True)


def scalar_of(field):
    if field["type"] == "Integer":
        return "std::uint64_t" if field.get("unsigned") else "std::int64_t"
    return SCALARS.get(field["type"])


class Schema:
    """All versions together, checked."""

    def __init__(self, documents, support):
        self.documents = documents
        self.types = {}
        for document in documents:
            for name, body in document["types"].items():
                if name in self.types:
                    raise SchemaError(f"type {name} is defined twice")
                self.types[name] = body["fields"]
        self.support = support
        self.check()

    def check(self):
        for name, fields in self.types.items():
            for field in fields:
                if scalar_of(field) is None and field["type"] not in self.types:
                    raise SchemaError(f"{name}.{field['name']} has the unknown type {field['type']}")
            if len(fields) > 64:
                raise SchemaError(f"{name} has more than 64 fields: raise ObjectReader's bound")
        for key, row in self.support.items():
            type_name, field_name = key.split(".")
            if not any(field["name"] == field_name for field in self.types.get(type_name, [])):
                raise SchemaError(f"support.json names {key}, which is in no schema")
            if row["rule"] not in ("ignored", "refused") or not row["why"]:
                raise SchemaError(f"support.json: {key} needs a rule (ignored or refused) and a reason")
        for document in self.documents:
            for action, body in document["actions"].items():
                names = {field["name"] for field in self.types[body["request"]]}
                if names & COMMON:
                    raise SchemaError(f"{action} has a parameter named like a common one: {names & COMMON}")

    def in_order(self):
        """Type names, each after those that it holds."""
        order, open_types = [], []

        def visit(name):
            if name in order or name not in self.types:
                return
            if name in open_types:
                raise SchemaError("types hold each other: " + " > ".join(open_types + [name]))
            open_types.append(name)
            for field in self.types[name]:
                visit(field["type"])
            open_types.pop()
            order.append(name)

        for name in self.types:
            visit(name)
        return order


def member_type(field, siblings):
    inner = scalar_of(field) or field["type"]
    if any(sibling["name"] == inner for sibling in siblings):
        inner = "wire::" + inner  # A member of that name would change what the name means.
    if field.get("array"):
        return f"std::vector<{inner}>"
    return inner if field.get("required") else f"std::optional<{inner}>"


def initial(field):
    if field.get("array") or not field.get("required"):
        return ""
    return {"Integer": " = 0", "Float": " = 0", "Boolean": " = false"}.get(field["type"], "")


def structs_text(schema):
    order = schema.in_order()
    out = [HEAD, "#pragma once\n", "#include <cstdint>", "#include <optional>", "#include <string>", "#include <vector>\n",
           '#include "wire/raw_json.h"\n', "namespace boost::json {", "class value;", "}\n", "namespace vod::wire {\n",
           "class JsonWriter;", "class Reading;\n"]
    for name in order:
        out.append(f"struct {name} {{")
        out += [f"  {member_type(field, schema.types[name])} {field['name']}{initial(field)};" for field in schema.types[name]]
        out += [f"  bool operator==(const {name}&) const = default;", "};\n"]
    for name in order:
        out.append(f"void decode(const boost::json::value& from, Reading& reading, {name}& to);")
        out.append(f"void encode(const {name}& from, JsonWriter& to);")
    out.append("\n}  // namespace vod::wire\n")
    return "\n".join(out)


def decode_lines(schema, name):
    for field in schema.types[name]:
        verb = "required" if field.get("required") else "optional"
        yield f"  object.{verb}({quoted(field['name'])}, to.{field['name']});"
        row = schema.support.get(f"{name}.{field['name']}")
        if row and row["rule"] == "refused":
            harmless = ", ".join(quoted(value) for value in row.get("harmless", []))
            yield f"  object.refused({quoted(field['name'])}, {quoted(row['why'])}, {{{harmless}}});"


def codec_text(schema, names):
    out = [HEAD, '#include "wire/object_reader.h"', '#include "wire/object_writer.h"', '#include "wire_types/structs.h"\n',
           "namespace vod::wire {\n"]
    for name in names:
        to, of = ("to", "from") if schema.types[name] else ("", "")
        out.append(f"void decode(const boost::json::value& from, Reading& reading, {name}& {to}) {{".replace("& )", "&)"))
        out += ["  ObjectReader object(from, reading);", *decode_lines(schema, name), "  object.close();", "}"]
        out.append(f"void encode(const {name}& {of}, JsonWriter& to) {{".replace("& ,", "&,"))
        out.append("  to.begin_object();")
        out += [f"  write_member({quoted(f['name'])}, from.{f['name']}, to);" for f in schema.types[name]]
        out += ["  to.end_object();", "}\n"]
    out.append("}  // namespace vod::wire\n")
    return "\n".join(out)


def span_of(name, rows, element):
    """A constant array, or nothing for an empty one, and the expression that names it as a span."""
    if not rows:
        return [], "{}"
    return [f"constexpr {element} {name}[] = {{", *[f"    {row}," for row in rows], "};"], name


def tables_text(schema):
    out = [HEAD, '#include "wire/tables.h"\n', "namespace vod::wire {", "namespace {\n"]
    type_rows, action_rows, known_rows = [], [], []
    for index, name in enumerate(schema.in_order()):
        fields = [
            "{" + ", ".join([quoted(f["name"]), quoted(f.get("of", f["type"])), *[
                "true" if f.get(flag) else "false" for flag in ("array", "required", "unsigned")]]) + "}"
            for f in schema.types[name]]
        lines, span = span_of(f"fields_{index}", fields, "FieldRow")
        out += lines
        type_rows.append(f"{{{quoted(name)}, {span}}}")
    for number, document in enumerate(schema.documents):
        for index, (action, body) in enumerate(document["actions"].items()):
            lines, span = span_of(f"errors_{number}_{index}", [quoted(code) for code in body["errors"]], "std::string_view")
            out += lines
            action_rows.append(f"{{{quoted(action)}, {quoted(document['version'])}, {quoted(body['request'])}, "
                               f"{quoted(body['response'])}, {span}}}")
        known_rows += [f"{{{quoted(action)}, {quoted(document['version'])}}}" for action in document["known_actions"]]
    support_rows = []
    for index, (key, row) in enumerate(schema.support.items()):
        type_name, field_name = key.split(".")
        lines, span = span_of(f"harmless_{index}", [quoted(value) for value in row.get("harmless", [])], "std::string_view")
        out += lines
        support_rows.append(f"{{{quoted(type_name)}, {quoted(field_name)}, SupportRule::{row['rule']}, "
                            f"{quoted(row['why'])}, {span}}}")
    functions = []
    for name, rows, element in (("types", type_rows, "TypeRow"), ("actions", action_rows, "ActionRow"),
                                ("unserved_actions", known_rows, "UnservedRow"), ("support", support_rows, "SupportRow"),
                                ("versions", [quoted(d["version"]) for d in schema.documents], "std::string_view")):
        lines, span = span_of(f"all_{name}", rows, element)
        out += lines
        functions.append(f"std::span<const {element}> {name}() {{ return {span}; }}")
    out += ["\n}  // namespace\n", *functions, "\n}  // namespace vod::wire\n"]
    return "\n".join(out)


def write_if_changed(path, text):
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--support", required=True, type=pathlib.Path)
    parser.add_argument("schemas", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    try:
        schema = Schema([json.loads(path.read_text()) for path in options.schemas], json.loads(options.support.read_text()))
        order = schema.in_order()
    except (SchemaError, ValueError, KeyError) as problem:
        sys.exit(f"generate.py: {problem}")
    options.out.mkdir(parents=True, exist_ok=True)
    write_if_changed(options.out / "structs.h", structs_text(schema))
    size = -(-len(order) // CODEC_FILES)
    for part in range(CODEC_FILES):
        write_if_changed(options.out / f"codec_{part}.cc", codec_text(schema, order[part * size:(part + 1) * size]))
    write_if_changed(options.out / "tables.cc", tables_text(schema))


if __name__ == "__main__":
    main()
