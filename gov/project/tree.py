"""Where documents come from: a folder on disk, or files held in memory. A past revision is a tree as well."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gov.project.ignoring import Ignores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["DOCUMENT_ENDINGS", "FolderTree", "MemoryTree", "OverlayTree", "Tree", "is_skipped_folder"]

SKIPPED_FOLDERS = frozenset(("node_modules", "site", "venv", "env", "__pycache__", "build", "dist", "vendor"))
DOCUMENT_ENDINGS = (".md", ".markdown")
# What is a sixteenth as long is too large for a document already.
_READ_BYTES = 16 << 20


class Tree(Protocol):
    """Files by path, relative to the project's root with `/` between names."""

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file that may be a document, and each folder that cannot be opened (`x/`)."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `OSError` where it cannot be read."""

    def exists(self, path: str) -> bool:
        """Whether a file or folder of exactly this name, letter case included, is there."""

    def origin(self, path: str) -> str:
        """The path of the file that is read at a path: another one where a link stands."""


@dataclass(frozen=True)
class MemoryTree:
    """Files that are nowhere on disk: examples, tests, revisions."""

    files: Mapping[str, bytes]

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file, sorted."""
        return tuple(sorted(path for path in self.files if path.lower().endswith(DOCUMENT_ENDINGS)))

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self.files[path]

    def exists(self, path: str) -> bool:
        """Whether a file, or a folder with a file in it, is there."""
        return path in self.files or path.rstrip("/") in self._folders

    def names(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(sorted(self.files))

    def origin(self, path: str) -> str:
        """The path itself: there are no links."""
        return path

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(name[:at] for name in self.files for at, c in enumerate(name) if c == "/")


@dataclass(frozen=True)
class OverlayTree:
    """A tree with other bytes in some of its files: what fixes would make of it."""

    tree: Tree
    files: Mapping[str, bytes]

    def paths(self) -> tuple[str, ...]:
        """The files of the tree."""
        return self.tree.paths()

    def read(self, path: str) -> bytes:
        """The bytes of a file, the changed ones where there are any."""
        return self.files[path] if path in self.files else self.tree.read(path)

    def exists(self, path: str) -> bool:
        """Whether the tree has a file or folder of this name."""
        return self.tree.exists(path)

    def origin(self, path: str) -> str:
        """The path of the file that is read at a path."""
        return self.tree.origin(path)


def _nothing_tracked() -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class FolderTree:
    """A folder on disk, as it was when first asked.

    Hidden folders, installed packages and built output are skipped; so is what git ignores, unless git tracks
    it (else a line in `.gitignore` would hide the plan). `tracked` gives the tracked paths and is asked only
    when something is ignored. Links that lead out of the folder, and links to folders, are not followed;
    nothing but regular files is read.
    """

    root: Path
    tracked: Callable[[], frozenset[str]] = field(default=_nothing_tracked, compare=False)

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file that may be a document, and each folder that cannot be opened (`x/`)."""
        return self._listing[0]

    def origin(self, path: str) -> str:
        """The path of the file that is read at a path: another one where a link stands."""
        return self._listing[1].get(path, path)

    def read(self, path: str) -> bytes:
        """The bytes of a file, its first 16 MiB at most.

        Raises `OSError` where it cannot be read, is no regular file, or lies outside the folder.
        """
        target = self.root / path
        if path.endswith("/"):
            os.scandir(target).close()
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
        if path in self._plain:
            flags |= os.O_NOFOLLOW
        elif self._inside(path) is None:
            raise OSError(errno.EACCES, "it lies outside the project")
        descriptor = os.open(target, flags)
        try:
            return _read_regular(descriptor)
        finally:
            os.close(descriptor)

    def exists(self, path: str) -> bool:
        """Whether a file or folder of exactly this name is there, also on disks that take any letter case."""
        try:
            if not (self.root / path).exists():
                return False
            folder = self.root
            for name in Path(path).parts:
                if name not in {"..", "."} and name not in self._names(folder):
                    return False
                folder /= name
        except (OSError, ValueError):
            return False
        return True

    @cached_property
    def _listing(self) -> tuple[tuple[str, ...], dict[str, str]]:
        """What may be a document, and where those of them lead that are links."""
        walk = _Walk([], [], [])
        pending = [("", Ignores.around(self.root))]
        while pending:
            folder, ignores = pending.pop()
            entries = self._entries(folder)
            if entries is None:
                walk.found.append(folder or "./")
                continue
            if any(e.name == ".gitignore" and e.is_file(follow_symlinks=False) for e in entries):
                ignores = ignores.within(folder, self.root / folder / ".gitignore")
            folders = (walk.take(entry, folder + entry.name, ignores) for entry in entries)
            pending.extend((path, ignores) for path in folders if path)
        found, links = walk.found, walk.links
        for path in self._tracked_of(walk.ignored):
            (links if os.path.islink(self.root / path) else found).append(path)  # noqa: PTH114 - speed
        origins = {path: where for path in links if (where := self._inside(path)) and self._is_file(where)}
        return tuple(sorted((*found, *origins))), origins

    @cached_property
    def _plain(self) -> frozenset[str]:
        """What was listed and is no link."""
        paths, origins = self._listing
        return frozenset(paths).difference(origins)

    def _tracked_of(self, ignored: Iterable[str]) -> Iterable[str]:
        """What git tracks among the ignored; an index may name what is not there, or lies outside."""
        unwanted = frozenset(ignored)
        if not unwanted:
            return
        for path in sorted(self.tracked()):
            folders = path.split("/")[:-1]
            if path.lower().endswith(DOCUMENT_ENDINGS) and not any(map(is_skipped_folder, folders)):
                above = (path[: at + 1] for at, c in enumerate(path) if c == "/")
                ours = path in unwanted or any(folder in unwanted for folder in above)
                if ours and (path == self._inside(path) or self._leads_here(path)):
                    yield path

    def _leads_here(self, path: str) -> bool:
        """Whether a path names a link in the folder itself, with no link and no `..` on the way to it."""
        folder, _, _ = path.rpartition("/")
        return (not folder or self._inside(folder) == folder) and self._inside(path) is not None

    def _is_file(self, path: str) -> bool:
        return (self.root / path).is_file()

    def _inside(self, path: str) -> str | None:
        """Where a path really leads, relative to the folder; None where nothing is there, or outside."""
        try:
            real = (self.root / path).resolve(strict=True)
            if real.is_file() or real.is_dir():
                return real.relative_to(self._real_root).as_posix()
        except (OSError, RuntimeError, ValueError):
            pass
        return None

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    @cached_property
    def _listed(self) -> dict[Path, frozenset[str]]:
        return {}

    def _names(self, folder: Path) -> frozenset[str]:
        if folder not in self._listed:
            self._listed[folder] = frozenset(os.listdir(folder))  # noqa: PTH208 - names, not paths
        return self._listed[folder]

    def _entries(self, folder: str) -> list[os.DirEntry[str]] | None:
        """What a folder holds; None where it cannot be opened, nothing where it has gone."""
        try:
            with os.scandir(self.root / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError:
            return None


class _Walk(NamedTuple):
    """What a walk through a folder came upon."""

    found: list[str]
    links: list[str]
    ignored: list[str]

    def take(self, entry: os.DirEntry[str], path: str, ignores: Ignores) -> str:
        """Put one entry where it belongs; the path of a folder that is to be entered, else nothing."""
        if entry.is_dir(follow_symlinks=False):
            if is_skipped_folder(entry.name) or _is_environment(entry.path):
                return ""
            path += "/"
            if not (ignores and ignores.ignore(path)):
                return path
            self.ignored.append(path)
        elif entry.name.lower().endswith(DOCUMENT_ENDINGS):
            if ignores and ignores.ignore(path):
                self.ignored.append(path)
            elif entry.is_symlink():
                self.links.append(path)
            elif entry.is_file(follow_symlinks=False):
                self.found.append(path)
        return ""


def _read_regular(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file")
    pieces: list[bytes] = []
    left = _READ_BYTES
    while left and (piece := os.read(descriptor, min(left, status.st_size + 1))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def is_skipped_folder(name: str) -> bool:
    """Whether no document is looked for in folders of this name: hidden, installed or built ones."""
    return name[:1] == "." or name in SKIPPED_FOLDERS


def _is_environment(path: str) -> bool:
    return os.path.exists(os.path.join(path, "pyvenv.cfg"))  # noqa: PTH110, PTH118 - asked of every folder
