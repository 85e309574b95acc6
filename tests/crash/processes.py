"""Processes of this machine, from /proc."""

from pathlib import Path


def stat_of(pid):
    """Parent, start time and state, or None when there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return int(fields[1]), fields[19], fields[0]


def descendants(pid):
    """All processes below one, as (pid, start time): a pid that is used again is another process."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := stat_of(entry.name)):
            parents.setdefault(stat[0], []).append((int(entry.name), stat[1]))
    found, waiting = set(), [pid]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child[0])
    return found


def still_there(processes):
    """Those that run yet; what is dead and only waits for its parent's look does not."""
    return [pid for pid, start in processes if (stat := stat_of(pid)) and stat[1] == start and stat[2] not in "ZX"]


def naming(text):
    """Those with the text in their command line, as (pid, start time)."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and text.encode() in (entry / "cmdline").read_bytes() and (stat := stat_of(entry.name)):
                found.add((int(entry.name), stat[1]))
        except OSError:
            pass  # Gone in the meantime.
    return found


def described(pid):
    """State, parent and command of a process, for a message."""
    parent, _, state = stat_of(pid) or ("gone", "", "")
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        command = ""
    return f"{pid} ({state}, child of {parent}): {command[-300:]}"
