"""A repository of many commits: `python -m benchmarks.past COUNT FOLDER`.

Each commit changes one document of a project of 300 items: it ticks a criterion, clears one, or moves a
status. It is written by `git fast-import`, so that making it takes less time than reading it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
from pathlib import Path

from benchmarks.corpus import main

_ITEMS = 300
_FIRST = 1_700_000_000
_BOX = re.compile(rb"- \[[ x]\]")
_STATUS = re.compile(rb"\*\*Status\*\*: (Not Started|In Progress|Completed)")
_STATUSES = (b"Not Started", b"In Progress", b"Completed")


def write_repository(count: int, folder: Path) -> None:
    """Write a repository of so many commits, the last one checked out."""
    main((str(_ITEMS), str(folder), "--notation", "governed"))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.md"))}
    stream = [_commit(1, files)]
    tasks = [path for path in files if path.startswith("tasks/")]
    for number, path in zip(range(2, count + 1), itertools.cycle(tasks), strict=False):
        files[path] = _changed(files[path], number)
        stream.append(_commit(number, {path: files[path]}))
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for arguments, given in (
        (("init", "-q", "-b", "main"), b""),
        (("fast-import", "--quiet"), b"".join(stream)),
        (("reset", "-q", "--hard", "main"), b""),
    ):
        subprocess.run(["git", *arguments], cwd=folder, env=quiet, input=given, check=True)


def _changed(text: bytes, number: int) -> bytes:
    """The text with one box or one status changed, another one each time."""
    pattern = _STATUS if number % 3 == 0 else _BOX
    found = list(pattern.finditer(text))
    match = found[number * 7 % len(found)]
    if pattern is _BOX:
        new = b"- [ ]" if match.group() == b"- [x]" else b"- [x]"
    else:
        new = b"**Status**: " + _STATUSES[(_STATUSES.index(match.group(1)) + 1) % len(_STATUSES)]
    return text[: match.start()] + new + text[match.end() :]


def _commit(number: int, files: dict[str, bytes]) -> bytes:
    message = f"Change {number}\n\nTask: TASK-001\n".encode()
    person = f"Ada <ada@example.org> {_FIRST + number * 3600} +0000".encode()
    parts = [b"commit refs/heads/main\ncommitter %s\ndata %d\n%s" % (person, len(message), message)]
    for path, data in files.items():
        parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
    return b"".join(parts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_repository(options.count, options.folder)
