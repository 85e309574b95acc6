"""Writes limits_table.cc from model/limits.h: each constant with the comment beside it.

usage: limits_table.py LIMITS_H OUTPUT
"""

import json
import re
import sys

# A constant may go over several lines; its reason stands behind its end.
CONSTANT = re.compile(r"^inline constexpr [\w:]+ (\w+) =[^;]*;[ \t]*(?://[ \t]*(.*))?$", re.MULTILINE)


def main(limits_h, output):
    with open(limits_h, encoding="utf-8") as file:
        text = file.read()
    rows = [(match.group(1), match.group(2) or "") for match in CONSTANT.finditer(text)]
    if len(rows) != text.count("inline constexpr"):
        sys.exit(f"{limits_h}: some constant has a form that this script does not know")
    if not rows:
        sys.exit(f"{limits_h}: found no limits")
    with open(output, "w", encoding="utf-8") as file:
        file.write('// Made by limits_table.py from model/limits.h.\n#include "main/cli/limits_table.h"\n\n')
        file.write('#include <fmt/format.h>\n\n#include <array>\n\n#include "model/limits.h"\n\n')
        file.write("namespace vod::cli {\n\nstd::span<const LimitRow> limit_rows() {\n")
        file.write("  static const auto rows = std::to_array<LimitRow>({\n")
        for name, reason in rows:
            file.write(f'      {{"{name}", fmt::format("{{}}", limits::{name}), {json.dumps(reason, ensure_ascii=False)}}},\n')
        file.write("  });\n  return rows;\n}\n\n}  // namespace vod::cli\n")


main(*sys.argv[1:])
