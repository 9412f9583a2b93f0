"""What git ignores: `.gitignore` files from the top of the repository down, and its `info/exclude`.

A user's own ignore file is left out on purpose: the same files give the same findings, whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.project.globs import Globs
from gov.project.repository import find_repository

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Ignores"]

_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Ignores:
    """Lists of patterns, the nearest last: the last that speaks of a path decides.

    A list is read relative to its own folder: `cut` characters fall off a path, or `added` comes before it.
    """

    lists: tuple[tuple[str, int, Globs], ...] = ()

    @classmethod
    def around(cls, root: Path) -> Ignores:
        """What the repository says of a folder from above it."""
        repository = find_repository(root)
        if repository is None:
            return cls()
        inner = root.resolve().relative_to(repository.top).parts
        whole = "".join(f"{name}/" for name in inner)
        lists = [(whole, 0, _read(repository.shared / "info" / "exclude"))]
        folder = repository.top
        for depth, name in enumerate(inner):
            lists.append(("".join(f"{n}/" for n in inner[depth:]), 0, _read(folder / ".gitignore")))
            folder /= name
        return cls(tuple((added, cut, globs) for added, cut, globs in lists if globs))

    def within(self, folder: str, file: Path) -> Ignores:
        """These lists and that of a folder further down, which ends with `/` or is the root."""
        globs = _read(file)
        return Ignores((*self.lists, ("", len(folder), globs))) if globs else self

    def __bool__(self) -> bool:
        """Whether anything is ignored at all."""
        return bool(self.lists)

    def ignore(self, path: str) -> bool:
        """Whether a file, or a folder ending with `/`, is ignored."""
        for added, cut, globs in reversed(self.lists):
            decision = globs.decide(added + path[cut:])
            if decision is not None:
                return decision
        return False


def _read(file: Path) -> Globs:
    """The patterns of a file; none where it is no regular file or cannot be read, as for git."""
    try:
        if file.is_symlink() or not file.is_file():
            return Globs(())
        with file.open("rb") as opened:
            return Globs.of_file(opened.read(_READ_BYTES))
    except OSError:
        return Globs(())
