#!/usr/bin/env python3
"""What the packer of the web console's bundle promises."""

import gzip
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PACKER = Path(__file__).with_name("console.py")
SCRIPT = "console.log('again and again and again and again and again');\n"


class Packing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bundle, self.out = Path(folder.name, "bundle"), Path(folder.name, "out")
        self.add("index.html", "<p>" + 50 * "__CSP_NONCE__")
        self.add("assets/main-1.js", SCRIPT)

    def add(self, path, text):
        file = self.bundle / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def pack(self, *flags):
        command = [sys.executable, PACKER, "--out", self.out, *flags]
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def pack_bundle(self):
        done = self.pack("--bundle", self.bundle)
        self.assertEqual(done.returncode, 0, done.stderr)

    def table(self):
        """Of each file: its bytes as packed, whether by gzip, and whether its name is immutable."""
        text, binary = (self.out / "embedded_console.cc").read_text(), (self.out / "console.bin").read_bytes()
        rows = re.findall(r'\{"([^"]+)", "[^"]+", \{openvod_console_bytes \+ (\d+), (\d+)\}, (\w+), \d+, "\w+", (\w+)\}', text)
        return {path: (binary[int(at) : int(at) + int(size)], gz == "true", kept == "true") for path, at, size, gz, kept in rows}

    def test_texts_are_packed_but_not_the_page_and_not_media(self):
        self.add("sample/clip.mp4", 100 * "a")
        self.pack_bundle()
        table = self.table()
        body, is_gzip, is_immutable = table["assets/main-1.js"]
        self.assertTrue(is_gzip and is_immutable)
        self.assertEqual(gzip.decompress(body).decode(), SCRIPT)
        self.assertEqual(table["sample/clip.mp4"], (100 * b"a", False, False))
        self.assertEqual(table["index.html"][1:], (False, False))

    def test_the_same_bundle_gives_the_same_bytes(self):
        self.pack_bundle()
        names = ("console.bin", "embedded_console.cc", "embedded_console.d")
        before = [(self.out / name).read_bytes() for name in names]
        (self.bundle / "assets/main-1.js").touch()
        self.pack_bundle()
        self.assertEqual(before, [(self.out / name).read_bytes() for name in names])

    def test_the_source_changes_with_the_bytes_alone(self):
        self.pack_bundle()
        before = (self.out / "embedded_console.cc").read_text()
        self.add("assets/main-1.js", SCRIPT.replace("again", "twice"))
        self.pack_bundle()
        self.assertNotEqual(before, (self.out / "embedded_console.cc").read_text())

    def test_notes_of_the_bundler_stay_outside(self):
        self.add(".vite/manifest.json", "{}")
        self.add("assets/main-1.js.map", "{}")
        self.pack_bundle()
        self.assertEqual(sorted(self.table()), ["assets/main-1.js", "index.html"])

    def test_depfile_names_every_file(self):
        self.pack_bundle()
        text = (self.out / "embedded_console.d").read_text()
        self.assertIn(str(self.bundle / "assets/main-1.js"), text)
        self.assertTrue(text.startswith(f"{self.out / 'embedded_console.cc'}: "))

    def test_what_has_no_type_or_no_page_is_refused(self):
        self.add("program.exe", "MZ")
        done = self.pack("--bundle", self.bundle)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("program.exe", done.stderr)
        (self.bundle / "program.exe").unlink()
        (self.bundle / "index.html").unlink()
        self.assertIn("index.html", self.pack("--bundle", self.bundle).stderr)

    def test_without_a_bundle_the_table_is_empty(self):
        self.assertEqual(self.pack().returncode, 0)
        self.assertEqual(self.table(), {})


if __name__ == "__main__":
    unittest.main()
