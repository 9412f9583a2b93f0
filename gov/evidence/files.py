"""Which files hold evidence: a folder on disk, and the files in it that patterns name."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gov.errors import GovError
from gov.project import Globs
from gov.project.tree import SKIPPED_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = [
    "MAXIMUM_BYTES",
    "Described",
    "Files",
    "FolderFiles",
    "MemoryFiles",
    "chosen",
    "content",
    "in_source",
    "read_matching",
]

MAXIMUM_BYTES = 64 << 20
# Reports lie in built output, so that is looked through; what others wrote is not.
_FOREIGN = frozenset(("node_modules", "venv", "env", "__pycache__", "vendor"))
_MEANING_MORE = frozenset("*?[\\!#")


class Files(Protocol):
    """Files by path, relative to the project's root with `/` between names."""

    def names(self) -> tuple[str, ...]:
        """Every file there is, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `OSError` or `KeyError` where it cannot be read."""


class Described(NamedTuple):
    """The description of an API as another revision holds it: where, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class MemoryFiles:
    """Files that are nowhere on disk: examples, tests, what a revision held."""

    files: Mapping[str, bytes]

    def names(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(sorted(self.files))

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.files[path]


@dataclass(frozen=True)
class FolderFiles:
    """A folder on disk; hidden folders and installed packages are passed by unless a path names them."""

    root: Path

    def names(self) -> tuple[str, ...]:
        """Every file below the folder, what git ignores included."""
        return self._names

    def read(self, path: str) -> bytes:
        """The bytes of a file, one more than `MAXIMUM_BYTES` at most.

        Raises `OSError` where it cannot be read, is no regular file, or lies outside the folder.
        """
        target = os.path.realpath(self.root / path)
        if not target.startswith(os.path.realpath(self.root) + os.sep):
            raise OSError(errno.EACCES, "it lies outside the project")
        descriptor = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is no regular file")
            return file.read(MAXIMUM_BYTES + 1)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        found: list[str] = []
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self.root / folder) as entries:
                    for entry in entries:
                        path = folder + entry.name
                        if not entry.is_dir(follow_symlinks=False):
                            found.append(path)
                        elif not _is_foreign(entry):
                            pending.append(path + "/")
            except OSError:
                # Whoever needs a file in it is told that its pattern names none.
                continue
        return tuple(sorted(found))


def _is_foreign(entry: os.DirEntry[str]) -> bool:
    if entry.name[:1] == "." or entry.name in _FOREIGN:
        return True
    return os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))  # noqa: PTH110, PTH118 - asked of every folder


def in_source(path: str) -> bool:
    """Whether a file lies outside of built output, as documents do."""
    return SKIPPED_FOLDERS.isdisjoint(path.split("/")[:-1])


def read_matching(files: Files, key: str, patterns: tuple[str, ...]) -> dict[str, bytes]:
    """The bytes of every file that a key of `[evidence]` names, by path.

    Raises `GovError` for a pattern that names no file, and for a file that cannot be read.
    """
    if all(_is_path(pattern) for pattern in patterns):
        # A path needs no look at the whole folder.
        paths = [pattern.lstrip("/") for pattern in patterns]
        try:
            return {path: _bounded(path, key, files.read(path)) for path in paths}
        except (OSError, KeyError, ValueError):
            pass
    paths = list(chosen(files.names(), key, patterns))
    return {path: content(files, key, path) for path in paths}


def content(files: Files, key: str, path: str) -> bytes:
    """The bytes of one file that is configured; raises `GovError` where it cannot be read."""
    try:
        return _bounded(path, key, files.read(path))
    except FileNotFoundError as error:
        raise _missing(key, path) from error
    except KeyError as error:
        raise _missing(key, path) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else ""
        message = f"{path}: it cannot be read: {reason or type(error).__name__}"
        raise GovError(message, help=f"Make it readable, or take it out of [evidence] {key}.") from error


def chosen(names: Iterable[str], key: str, patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The names that patterns choose, in their order; raises `GovError` for a pattern that names no file."""
    names = tuple(names)
    for pattern in patterns:
        if not pattern.startswith("!"):
            one = Globs.of_texts((pattern,))
            if not any(map(one.covers, names)):
                raise _missing(key, pattern)
    globs = Globs.of_texts(patterns)
    found = tuple(filter(globs.covers, names))
    if not found:
        raise _missing(key, patterns[-1])
    return found


def _missing(key: str, pattern: str) -> GovError:
    message = f"[evidence] {key}: {pattern!r} names no file of the project"
    return GovError(
        message, help=_WAYS_OUT.get(key, "Let the tool that writes it run first, or correct the path.")
    )


_WAYS_OUT = {
    "junit": "Run the tests first (pytest --junit-xml=FILE), or correct the path.",
    "coverage": "Measure first (coverage xml, coverage lcov), or correct the path.",
    "markers": "Name code that git tracks, or correct the path.",
}


def _bounded(path: str, key: str, data: bytes) -> bytes:
    if len(data) > MAXIMUM_BYTES:
        message = f"{path}: it is larger than {MAXIMUM_BYTES >> 20} MiB"
        raise GovError(message, help=f"Split it, and name the parts under [evidence] {key}.")
    return data


def _is_path(pattern: str) -> bool:
    """Whether a pattern names one path and no more: anchored by a slash, and without a sign of its own."""
    return "/" in pattern.rstrip("/") and not pattern.endswith("/") and not _MEANING_MORE & set(pattern)
