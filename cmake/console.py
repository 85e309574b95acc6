#!/usr/bin/env python3
"""Packs the web console's bundle into a C++ source: console.py --out FOLDER [--bundle FOLDER]

The bytes go into console.bin, which the assembler includes; the table of files is embedded_console.cc. The same bundle
gives the same bytes. Without a bundle the table is empty.
"""

import argparse
import gzip
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

# By extension: the content type, and whether gzip is worth it.
TYPES = {
    ".avif": ("image/avif", False),
    ".css": ("text/css; charset=utf-8", True),
    ".gif": ("image/gif", False),
    ".html": ("text/html; charset=utf-8", True),
    ".ico": ("image/x-icon", True),
    ".jpg": ("image/jpeg", False),
    ".js": ("text/javascript; charset=utf-8", True),
    ".json": ("application/json", True),
    ".mjs": ("text/javascript; charset=utf-8", True),
    ".mp4": ("video/mp4", False),
    ".png": ("image/png", False),
    ".svg": ("image/svg+xml", True),
    ".ttf": ("font/ttf", True),
    ".txt": ("text/plain; charset=utf-8", True),
    ".wasm": ("application/wasm", True),
    ".webm": ("video/webm", False),
    ".webmanifest": ("application/manifest+json", True),
    ".webp": ("image/webp", False),
    ".woff": ("font/woff", False),
    ".woff2": ("font/woff2", False),
}
INDEX = "index.html"  # Never packed: the server puts a nonce into each answer.
HASHED_FOLDER = "assets/"  # Vite names what lies there by its content.
ALIGNMENT = 16


@dataclass
class Packed:
    path: str
    content_type: str
    body: bytes
    is_gzip: bool
    size: int
    etag: str


class Unfit(Exception):
    """A bundle that can't be packed, and why."""


def files_of(bundle):
    """Paths within the bundle, sorted. Names with a dot in front (Vite's manifest) and source maps stay outside."""
    paths = (path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.suffix != ".map" and not any(part.startswith(".") for part in path.parts))


def pack(bundle, path):
    content_type, is_worth_it = TYPES.get(Path(path).suffix, (None, False))
    if content_type is None:
        raise Unfit(f"{path}: no content type is known for it; add one to TYPES in cmake/console.py")
    if not path.isascii() or not path.isprintable() or set(path) & set('"\\?# '):
        raise Unfit(f"{path!r}: its name does not fit into a URL as it is")
    content = (bundle / path).read_bytes()
    body, is_gzip = content, False
    if is_worth_it and path != INDEX:
        smaller = gzip.compress(content, 9, mtime=0)
        if len(smaller) < len(content):
            body, is_gzip = smaller, True
    return Packed(path, content_type, body, is_gzip, len(content), hashlib.sha256(content).hexdigest()[:32])


def joined(files):
    """All bodies in one, each at a round offset, and their offsets."""
    text, offsets = bytearray(), []
    for file in files:
        text += bytes(-len(text) % ALIGNMENT)
        offsets.append(len(text))
        text += file.body
    return bytes(text), offsets


def source(files, offsets, total, binary):
    """The table as C++. ETags change with the bytes, so no compiler cache takes one bundle for another."""
    lines = ["// Made by cmake/console.py.", '#include "main/embedded_console.h"', ""]
    if files:
        lines += [
            "asm(",
            r'''    ".pushsection .rodata.openvod_console,\"a\",@progbits\n"''',
            rf'''    ".balign {ALIGNMENT}\n"''',
            r'''    ".globl openvod_console_bytes\n"''',
            r'''    ".hidden openvod_console_bytes\n"''',
            r'''    "openvod_console_bytes:\n"''',
            rf'''    ".incbin \"{binary}\"\n"''',
            r'''    ".popsection\n");''',
            "",
            f'extern "C" __attribute__((visibility("hidden"))) const char openvod_console_bytes[{total}];',
            "",
        ]
    lines += ["namespace vod {", "", "std::span<const ConsoleFile> embedded_console() {"]
    if files:
        lines.append("  static const ConsoleFile files[] = {")
        for file, offset in zip(files, offsets):
            is_immutable = "true" if file.path.startswith(HASHED_FOLDER) else "false"
            lines.append(
                f'      {{"{file.path}", "{file.content_type}", {{openvod_console_bytes + {offset}, {len(file.body)}}}, '
                f'{"true" if file.is_gzip else "false"}, {file.size}, "{file.etag}", {is_immutable}}},'
            )
        lines += ["  };", "  return files;"]
    else:
        lines.append("  return {};")
    return "\n".join([*lines, "}", "", "}  // namespace vod", ""])


def depfile(target, names):
    def escaped(name):
        return str(name).replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#").replace("$", "$$")

    return f"{escaped(target)}: {' '.join(escaped(name) for name in names)}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bundle", type=Path)
    choice = parser.parse_args()
    paths = files_of(choice.bundle) if choice.bundle else []
    if choice.bundle and INDEX not in paths:
        raise Unfit(f"{choice.bundle}: has no {INDEX}")
    files = [pack(choice.bundle, path) for path in paths]
    bytes_of_all, offsets = joined(files)
    choice.out.mkdir(parents=True, exist_ok=True)
    binary = choice.out / "console.bin"
    target = choice.out / "embedded_console.cc"
    binary.write_bytes(bytes_of_all)
    target.write_text(source(files, offsets, len(bytes_of_all), binary))
    # Never empty: Ninja would go by the list of an earlier run.
    read = [Path(__file__).resolve(), *(choice.bundle / path for path in paths)]
    (choice.out / "embedded_console.d").write_text(depfile(target, read))


if __name__ == "__main__":
    try:
        main()
    except (Unfit, OSError) as problem:
        sys.exit(f"cmake/console.py: {problem}")
