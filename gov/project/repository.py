"""Where the git repository around a folder lies, told from files alone: git is not run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Repository", "find_repository"]

_LONGEST = 8192


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree: its top folder, its own git folder, and the one it shares with the other work trees."""

    top: Path
    own: Path
    shared: Path


def find_repository(folder: Path) -> Repository | None:
    """The repository whose work tree holds a folder; None where there is none to be found."""
    resolved = folder.resolve()
    for top in (resolved, *resolved.parents):
        mark = top / ".git"
        try:
            if mark.is_dir():
                return Repository(top, mark, mark)
            if mark.is_file():
                return _linked(top, mark)
        except OSError:
            return None
    return None


def _linked(top: Path, mark: Path) -> Repository | None:
    """A work tree or submodule, whose `.git` is a file that names the folder."""
    named = _first_line(mark)
    if not named.startswith("gitdir:"):
        return None
    try:
        own = (top / named.removeprefix("gitdir:").strip()).resolve()
        if not own.is_dir():
            return None
        common = own / "commondir"
        shared = (own / _first_line(common)).resolve() if common.is_file() else own
    except (OSError, RuntimeError, ValueError):
        # A circle of links, or NUL in the name.
        return None
    return Repository(top, own, shared)


def _first_line(file: Path) -> str:
    with file.open("rb") as opened:
        text = opened.read(_LONGEST).decode("utf-8", "surrogateescape")
    return text.partition("\n")[0].rstrip("\r")
