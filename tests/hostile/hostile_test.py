"""Every hostile file ends in its named error with the server up, in the full sandbox and in the reduced one."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hostile.hostile_set import HostileSet  # noqa: E402


class HostileFiles(unittest.TestCase):
    maxDiff = None

    def run_set(self, reduced):
        hostile = HostileSet(reduced)
        self.addCleanup(hostile.close)
        self.assertEqual(hostile.run(), [])
        return hostile

    def test_end_in_their_named_errors(self):
        self.run_set(reduced=False)

    def test_end_in_their_named_errors_in_the_reduced_sandbox(self):
        hostile = self.run_set(reduced=True)
        self.assertEqual(hostile.level(), "reduced")


if __name__ == "__main__":
    unittest.main()
