"""The Markdown files of many trees that are much alike: a folder that was listed before is passed by."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gov.project.tree import DOCUMENT_ENDINGS, is_skipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history.git import Git

__all__ = ["DocumentsOfTrees", "TooLargeError"]

_FOLDER, _FILES = b"40000", (b"100644", b"100755", b"100664")
_MOST_OF_ONE = 100_000
_MOST = 2_000_000
_DEEPEST = 100


class TooLargeError(Exception):
    """A tree holds more than is looked at, or all of them together do."""


class DocumentsOfTrees:
    """Lists trees by reading their objects in the one process of git that reads everything else.

    A tree can name one folder many times, and so be small and list without end: entries are counted. Links
    are passed by: what they lead to is listed where it lies, or is no document of that tree.
    """

    def __init__(self, git: Git, prefix: str) -> None:
        """List below a folder of each tree (`sub/project/`, empty for all)."""
        self._git = git
        self._prefix = tuple(os.fsencode(name) for name in prefix.split("/") if name)
        self._settled: set[tuple[str, str]] = set()
        self._listed: set[tuple[str, str]] = set()
        self._read = self._of_one = 0

    def new_documents(self, tree: str) -> list[tuple[str, str]]:
        """Path and blob of each file of a tree that may be a document, save those in settled folders.

        Raises `TooLargeError`, and `GitError` for what is not there.
        """
        self._of_one = 0
        self._listed.clear()
        for name in self._prefix:
            folders = (of for mode, found, of in self._entries(tree) if mode == _FOLDER and found == name)
            tree = next(folders, "")
            if not tree:
                return []
        found: list[tuple[str, str]] = []
        self._list("", tree, 0, found)
        return sorted(found)

    def settle(self) -> None:
        """Pass by, from now on, the folders that were listed last: everything in them was read."""
        self._settled |= self._listed

    def _list(self, path: str, tree: str, depth: int, found: list[tuple[str, str]]) -> None:
        if (path, tree) in self._settled:
            return
        if depth > _DEEPEST:
            raise TooLargeError
        self._listed.add((path, tree))
        for mode, raw, of in self._entries(tree):
            name = os.fsdecode(raw)
            if mode == _FOLDER:
                if not is_skipped_folder(name):
                    self._list(f"{path}{name}/", of, depth + 1, found)
            elif mode in _FILES and name.lower().endswith(DOCUMENT_ENDINGS):
                found.append((path + name, of))

    def _entries(self, tree: str) -> Iterator[tuple[bytes, bytes, str]]:
        """Mode, name and object of each entry: `100644 name`, NUL, the bytes of the object's name."""
        data, width, at = self._git.blob(tree), len(tree) // 2, 0
        while at < len(data):
            end = data.find(b"\0", at)
            self._of_one += 1
            self._read += 1
            if end < 0 or self._of_one > _MOST_OF_ONE or self._read > _MOST:
                raise TooLargeError
            mode, _, name = data[at:end].partition(b" ")
            at = end + 1 + width
            yield mode, name, data[end + 1 : at].hex()
