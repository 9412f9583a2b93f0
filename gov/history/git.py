"""Git's plumbing, run where a project's own settings cannot reach it.

A temporary bare repository borrows the project's objects and references (`objects/info/alternates`, a link to
`refs`), and git runs there with an environment made anew: no setting of the project, the user, the system or
the calling process has a say, nothing is fetched, and nothing is written into the project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gov.errors import GovError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project.repository import Repository

__all__ = ["Git", "GitError", "opened"]

_SECONDS = 120
_CONFIGURATION = """\
[core]
\trepositoryformatversion = {version}
\tbare = true
\tcommitGraph = false
\tlogAllRefUpdates = false
[gc]
\tauto = 0
[i18n]
\tlogOutputEncoding = UTF-8
[log]
\tshowSignature = false
\tmailmap = false
"""
_PLAIN_BYTES = frozenset(range(0x20, 0x7F)).difference(b'"\\')
_SHA256 = re.compile(rb"objectformat\s{0,40}=\s{0,40}sha256", re.IGNORECASE)
_LARGEST_CONFIGURATION = 1 << 20
LARGEST_BLOB = 16 << 20
"""Bytes of a file beyond which it is not read: a document is refused at a sixteenth of it."""


class GitError(GovError):
    """Git could not answer; the message says what was asked and why not."""


class Git:
    """One temporary repository; made by `opened`."""

    def __init__(self, program: str, folder: Path, *, is_shallow: bool) -> None:
        """Begin with no process running."""
        self._program = program
        self._folder = folder
        self._objects: subprocess.Popen[bytes] | None = None
        self.is_shallow = is_shallow

    def ask(self, *arguments: str, fed: bytes = b"", may: tuple[int, ...] = (0,)) -> bytes:
        """What one command prints, `fed` its input; raises `GitError` for a code that it may not end in."""
        return self.ask_coded(*arguments, fed=fed, may=may)[1]

    def ask_coded(self, *arguments: str, fed: bytes = b"", may: tuple[int, ...] = (0,)) -> tuple[int, bytes]:
        """The same with the code that the command ended in."""
        try:
            done = subprocess.run(  # noqa: S603 - git itself, found on PATH, with arguments of ours
                [self._program, *arguments], cwd=self._folder, env=_environment(self._folder),
                input=fed, capture_output=True, timeout=_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            message = f"git {arguments[0]} did not answer in {_SECONDS} s"
            raise GitError(message, help="Is the repository on a slow disk?") from error
        if done.returncode not in may:
            said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
            message = f"git {arguments[0]} failed: {printable(said) or f'exit code {done.returncode}'}"
            raise GitError(message, help="'git fsck' tells whether the repository is whole.")
        return done.returncode, done.stdout

    def blob(self, name: str) -> bytes:
        """The bytes of an object by its full name; raises `GitError` where it is missing or too large."""
        process = self._objects or self._started()
        if process.stdin is None or process.stdout is None:
            raise GitError("git cat-file has no pipes")
        process.stdin.write(name.encode("ascii") + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - name, type and size
            message = f"the object {name[:12]} is missing"
            raise GitError(message, help=_INCOMPLETE)
        size = int(head[2])
        if size > LARGEST_BLOB:
            process.kill()
            self._objects = None
            message = f"the object {name[:12]} holds {size:,} bytes, more than a document may"
            raise GitError(message)
        data = process.stdout.read(size)
        process.stdout.read(1)
        return data

    def close(self) -> None:
        """End the process that reads objects."""
        process, self._objects = self._objects, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.kill()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        self._objects = subprocess.Popen(  # noqa: S603 - as above
            [self._program, "cat-file", "--batch"], cwd=self._folder, env=_environment(self._folder),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return self._objects


_INCOMPLETE = "A shallow or partial clone lacks it: 'git fetch --unshallow' brings all of them."


@contextmanager
def opened(repository: Repository) -> Iterator[Git]:
    """A place to ask git about a repository, gone when the block ends. Raises `GitError` without git."""
    program = _program()
    with tempfile.TemporaryDirectory(prefix="gov-git-") as name:
        folder = Path(name)
        _furnish(folder, repository)
        git = Git(program, folder, is_shallow=_is_shallow(repository))
        try:
            yield git
        finally:
            git.close()


def _program() -> str:
    """Git as PATH has it; a relative folder on PATH could be the project's own."""
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(folders))
    if found is None:
        raise GitError("git is not installed, and past revisions are read with it", help="Install git.")
    return found


def _furnish(folder: Path, repository: Repository) -> None:
    if (repository.shared / "reftable").is_dir():
        message = f"the git repository {printable(str(repository.own))} keeps its branches as a reftable"
        raise GitError(message, help="That form is not read here: 'git refs migrate --ref-format=files'.")
    try:
        for name in ("objects/info", "objects/pack"):
            (folder / name).mkdir(parents=True)
        objects = os.fsencode((repository.shared / "objects").resolve())
        (folder / "objects/info/alternates").write_bytes(_quoted(objects) + b"\n")
        (folder / "refs").symlink_to((repository.shared / "refs").resolve())
        for name, place in (("packed-refs", repository.shared), ("shallow", repository.shared)):
            if (place / name).is_file():
                shutil.copyfile(place / name, folder / name)
        shutil.copyfile(repository.own / "HEAD", folder / "HEAD")
        with (repository.shared / "config").open("rb") as file:
            is_sha256 = _SHA256.search(file.read(_LARGEST_CONFIGURATION)) is not None
        text = _CONFIGURATION.format(version=int(is_sha256))
        (folder / "config").write_text(
            text + ("[extensions]\n\tobjectFormat = sha256\n" if is_sha256 else "")
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"the git repository {printable(str(repository.own))} cannot be read: {reason}"
        raise GitError(message, help="Check that it is whole and that you may read it.") from error


def _is_shallow(repository: Repository) -> bool:
    try:
        return (repository.shared / "shallow").stat().st_size > 0
    except OSError:
        return False


def _quoted(path: bytes) -> bytes:
    """A path as git writes it between quotation marks, so that no byte of it means anything else."""
    return b'"' + b"".join(bytes((b,)) if b in _PLAIN_BYTES else b"\\%03o" % b for b in path) + b'"'


def _environment(folder: Path) -> dict[str, str]:
    """All that git is told; nothing of the calling process but where programs are."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "LC_ALL": "C",
        "TZ": "UTC",
        "GIT_DIR": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_PAGER": "cat",
    }
