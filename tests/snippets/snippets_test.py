"""Takes the functions out of docs/guide/verifying-signatures.md and runs each, in its language, against the vectors."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import vectors

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/guide/verifying-signatures.md"
DRIVERS = Path(__file__).parent / "drivers"
RUN_S_MAX = 120  # A compiler on a busy machine.

SIGN = [("Sign: " + claim, line, is_genuine) for claim, line, is_genuine in vectors.of_sign()]
V1 = [("v1: " + claim, line, is_genuine) for claim, line, is_genuine in vectors.of_v1()]
V1A = [("v1a: " + claim, line, is_genuine) for claim, line, is_genuine in vectors.of_v1a()]


def snippet(language):
    """The one block of that language on the page."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(), re.M | re.S)
    if len(blocks) != 1:
        raise AssertionError(f"{len(blocks)} blocks of {language} in {PAGE.name}")
    return blocks[0]


class Snippets(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="openvod-snippets-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, *parts):
        (self.folder / name).write_text("".join(parts))
        return self.folder / name

    def driver(self, name):
        return (DRIVERS / name).read_text()

    def run_program(self, command, text="", **environment):
        done = subprocess.run(
            command, input=text, capture_output=True, encoding="utf-8", cwd=self.folder, timeout=RUN_S_MAX, env={**os.environ, **environment}
        )
        self.assertEqual(done.returncode, 0, f"{command[0]} ended with {done.returncode}:\n{done.stderr}")
        return done.stdout

    def check(self, claims, command, **environment):
        answers = self.run_program(command, "".join(line + "\n" for _, line, _ in claims), **environment).split("\n")[:-1]
        self.assertEqual(len(answers), len(claims))
        for (claim, _, is_genuine), answer in zip(claims, answers):
            with self.subTest(claim):
                self.assertEqual(answer, "true" if is_genuine else "false")

    def test_node(self):
        program = self.write("snippet.cjs", snippet("js"), self.driver("node.js"))
        self.check(V1 + V1A + SIGN, ["node", program])

    def test_python(self):
        program = self.write("snippet.py", snippet("python"), self.driver("python.py"))
        self.check(V1 + SIGN, ["python3", program])

    def test_go(self):
        self.write("snippet.go", snippet("go"))
        self.write("driver.go", self.driver("go.go"))
        # No module, no network: the standard library alone.
        cache = {"GOCACHE": str(ROOT / "build/snippets/go"), "GOPATH": str(self.folder / "gopath")}
        command = ["go", "run", "snippet.go", "driver.go"]
        self.check(V1 + V1A + SIGN, command, GO111MODULE="off", GOFLAGS="", GOPROXY="off", GOTOOLCHAIN="local", **cache)

    def test_php(self):
        program = self.write("snippet.php", snippet("php"), self.driver("php.php"))
        self.check(V1 + V1A + SIGN, ["php", "-d", "error_reporting=-1", "-d", "display_errors=stderr", program])

    def test_java(self):
        text = snippet("java")
        # Java runs the first class of a single file, and wants the imports above it.
        start = text.index("\nfinal class Webhooks") + 1
        program = self.write("Driver.java", text[:start], self.driver("java.java"), text[start:])
        self.check(V1 + V1A + SIGN, ["java", program], JAVA_TOOL_OPTIONS="-Dfile.encoding=UTF-8")

    def test_cpp(self):
        self.write("snippet.h", snippet("cpp"))
        source = self.write("driver.cc", self.driver("cpp.cpp"))
        compiler = next(filter(None, map(shutil.which, ("clang++-19", "clang++", "g++", "c++"))))
        self.run_program([compiler, "-std=c++17", "-Wall", "-Wextra", "-Werror", source, "-o", self.folder / "driver", "-lcrypto"])
        self.check(V1 + V1A + SIGN, [self.folder / "driver"])


if __name__ == "__main__":
    unittest.main()
