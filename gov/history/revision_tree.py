"""The files of one commit as a tree of documents."""

from __future__ import annotations

import errno
import os
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gov.history.git import GitError
from gov.project.tree import DOCUMENT_ENDINGS, is_skipped_folder
from gov.text import printable

if TYPE_CHECKING:
    from gov.history.git import Git

__all__ = ["RevisionTree"]

_FILE, _PROGRAM, _LINK = b"100644", b"100755", b"120000"
_MOST_LINKS = 8


class _Blob(NamedTuple):
    name: str
    is_link: bool


class RevisionTree:
    """What a commit holds below one folder of it; read while the repository is open, or not at all.

    Git tracks every file of a commit, so nothing is ignored; folders that are skipped on disk are skipped
    here. Links within the commit are followed, others are not there.
    """

    def __init__(self, git: Git, commit: str, prefix: str) -> None:
        """List the files of a commit below a folder (`sub/project/`, empty for all)."""
        self._git = git
        self._prefix = prefix
        self._blobs: dict[str, _Blob] = {}
        below = ("--", prefix) if prefix else ()
        for entry in git.ask("ls-tree", "-r", "-z", "--full-tree", commit, *below).split(b"\0"):
            head, _, raw = entry.partition(b"\t")
            mode, _, rest = head.partition(b" ")
            path = os.fsdecode(raw)
            if mode in {_FILE, _PROGRAM, _LINK} and path.startswith(prefix):
                self._blobs[path[len(prefix) :]] = _Blob(rest.partition(b" ")[2].decode(), mode == _LINK)

    def names(self) -> tuple[str, ...]:
        """Every file, sorted."""
        return tuple(sorted(self._blobs))

    def paths(self) -> tuple[str, ...]:
        """Every Markdown file that may be a document, sorted."""
        return tuple(
            sorted(
                path
                for path in self._blobs
                if path.lower().endswith(DOCUMENT_ENDINGS)
                and not any(map(is_skipped_folder, path.split("/")[:-1]))
                and self.origin(path)
            )
        )

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `OSError` where there is none, `GitError` where git has lost it."""
        blob = self._blobs.get(self.origin(path))
        if blob is None:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        try:
            return self._git.blob(blob.name)
        except GitError as error:
            message = f"{printable(path)}: {error}"
            raise GitError(message, help=error.help) from error

    def blob_name(self, path: str) -> str:
        """The name of the object that holds the bytes of a file, empty where there is none."""
        blob = self._blobs.get(self.origin(path))
        return blob.name if blob else ""

    def exists(self, path: str) -> bool:
        """Whether a file or folder of exactly this name is there."""
        plain = posixpath.normpath(path)
        return plain in self._blobs or plain in self._folders

    def origin(self, path: str) -> str:
        """The path of the file that is read at a path, empty where a link leads nowhere."""
        for _ in range(_MOST_LINKS):
            blob = self._blobs.get(path)
            if blob is None:
                return ""
            if not blob.is_link:
                return path
            target = os.fsdecode(self._git.blob(blob.name))
            if target.startswith("/"):
                return ""
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        return ""

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(path[:at] for path in self._blobs for at, c in enumerate(path) if c == "/")
