"""A small disk that can be filled."""

import subprocess


class SmallDisk:
    """A tmpfs at `folder`; `mounted` is false where nothing may be mounted."""

    def __init__(self, folder, size_mib):
        self.folder = folder
        command = ["mount", "-t", "tmpfs", "-o", f"size={size_mib}m", "openvod-test", folder]
        self.mounted = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0

    def fill(self):
        with open(self.folder / "filler", "ab", buffering=0) as filler:
            for size in (1 << 20, 4096, 1):
                try:
                    while filler.write(b"x" * size) == size:
                        pass
                except OSError:
                    pass  # Full, to this measure.

    def free(self):
        (self.folder / "filler").unlink(missing_ok=True)

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "-l", self.folder], check=False)
