"""A repository with a change request of many files: `python -m benchmarks.changed COUNT FILES FOLDER`.

`main` holds a project of COUNT items; the branch `side`, which is checked out, changes so many files beside
it: most of them code, every fifth a document in which a criterion is ticked. `body.md` is its description.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
from pathlib import Path

from benchmarks.corpus import main

_RUNNING = re.compile(r"(TASK-[0-9]+)[^\n]*\n+\*\*Status\*\*: In Progress")
_OPEN = re.compile(r"(\*\*Status\*\*: In Progress(?:(?!\*\*Status)[^-]|-(?! \[ \]))*)- \[ \]")
_LINES = "".join(f"LINE_{number} = {number}\n" for number in range(60))


def write_repository(count: int, files: int, folder: Path) -> None:
    """Write the repository, and beside it, ignored, the description."""
    main((str(count), str(folder), "--notation", "governed"))
    (folder / "src").mkdir()
    for number in range(files):
        (folder / "src" / f"part_{number:03d}.py").write_text(_LINES, encoding="utf-8")
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder, "Begin")
    _git(folder, "switch", "-q", "-c", "side")
    documents = sorted((folder / "tasks").glob("*.md"))[: files // 5]
    changed = 0
    for document in documents:
        text = document.read_text(encoding="utf-8")
        changed += _OPEN.search(text) is not None
        document.write_text(_OPEN.sub(r"\1- [x]", text, count=1), encoding="utf-8")
    for number in range(files - changed):
        file = folder / "src" / f"part_{number:03d}.py"
        file.write_text(_LINES.replace(" = 7\n", " = 8\n"), encoding="utf-8")
    _commit(folder, "Count further")
    running = next(filter(None, (_RUNNING.search(d.read_text(encoding="utf-8")) for d in documents)))
    (folder / ".git" / "body.md").write_text(f"Task: {running[1]}\n", encoding="utf-8")


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=quiet, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("files", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_repository(options.count, options.files, options.folder)
