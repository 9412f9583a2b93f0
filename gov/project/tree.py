"""Where documents come from: a folder on disk, or files held in memory. A past revision is a tree as well."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pathspec import GitIgnoreSpec

__all__ = ["FolderTree", "MemoryTree", "Tree"]

SKIPPED_FOLDERS = frozenset(("node_modules", "site", "venv", "env", "__pycache__", "build", "dist", "vendor"))
_ENDINGS = (".md", ".markdown")


class Tree(Protocol):
    """Files by path, relative to the project's root with `/` between names."""

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file that may be a document, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file."""

    def exists(self, path: str) -> bool:
        """Whether a file or folder of exactly this name, letter case included, is there."""


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """Files that are nowhere on disk: examples, tests, revisions."""

    files: Mapping[str, bytes]

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file, sorted."""
        return tuple(sorted(path for path in self.files if path.lower().endswith(_ENDINGS)))

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.files[path]

    def exists(self, path: str) -> bool:
        """Whether a file, or a folder with a file in it, is there."""
        folder = path.rstrip("/") + "/"
        return path in self.files or any(name.startswith(folder) for name in self.files)


def _nothing_tracked() -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class FolderTree:
    """A folder on disk.

    Hidden folders, installed packages and built output are skipped, and what git ignores unless git tracks it
    (else one line in `.gitignore` would hide the plan). `tracked` gives the tracked paths and is asked only
    when something is ignored. Links that lead out of the folder, and links to folders, are not followed.
    """

    root: Path
    tracked: Callable[[], frozenset[str]] = field(default=_nothing_tracked, compare=False)

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file that may be a document, sorted."""
        found: list[str] = []
        ignored: list[str] = []
        self._collect("", (), found, ignored)
        if ignored:
            tracked = self.tracked()
            folders = tuple(path for path in ignored if path.endswith("/"))
            found.extend(path for path in ignored if path in tracked)
            if folders:
                found.extend(p for p in tracked if p.startswith(folders) and p.lower().endswith(_ENDINGS))
        return tuple(sorted(set(found)))

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `OSError` where it cannot be read."""
        return (self.root / path).read_bytes()

    def exists(self, path: str) -> bool:
        """Whether a file or folder of exactly this name is there, also on disks that take any letter case."""
        target = self.root / path
        if not target.exists():
            return False
        folder = self.root
        for name in Path(path).parts:
            if name not in {"..", "."} and name not in os.listdir(folder):  # noqa: PTH208 - names are what is compared
                return False
            folder /= name
        return True

    def _collect(
        self, folder: str, ignores: tuple[_Ignore, ...], found: list[str], ignored: list[str]
    ) -> None:
        for entry in self._entries(folder):
            if entry.name == ".gitignore" and entry.is_file(follow_symlinks=False):
                ignores = (*ignores, _Ignore.read(folder, Path(entry.path)))
                break
        for entry in self._entries(folder):
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name[0] == "." or entry.name in SKIPPED_FOLDERS or _is_environment(entry.path):
                    continue
                if any(ignore.matches(path + "/") for ignore in ignores):
                    ignored.append(path + "/")
                else:
                    self._collect(path + "/", ignores, found, ignored)
            elif entry.name.lower().endswith(_ENDINGS) and self._is_inside(entry):
                if any(ignore.matches(path) for ignore in ignores):
                    ignored.append(path)
                else:
                    found.append(path)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except PermissionError:
            return []

    def _is_inside(self, entry: os.DirEntry[str]) -> bool:
        if not entry.is_symlink():
            return entry.is_file(follow_symlinks=False)
        try:
            real = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):
            return False
        return real.is_file() and real.is_relative_to(self.root.resolve())


@dataclass(frozen=True, slots=True)
class _Ignore:
    folder: str
    patterns: GitIgnoreSpec

    @classmethod
    def read(cls, folder: str, file: Path) -> _Ignore:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - 9 ms, only where something is ignored

        return cls(folder, GitIgnoreSpec.from_lines(file.read_text("utf-8", "replace").splitlines()))

    def matches(self, path: str) -> bool:
        return self.patterns.match_file(path[len(self.folder) :])


def _is_environment(path: str) -> bool:
    return os.path.exists(os.path.join(path, "pyvenv.cfg"))  # noqa: PTH110, PTH118 - asked of every folder
