"""Whether the paths of a command line reach anything that is checked: what reaches nothing is no pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.errors import UsageError
from gov.project import Globs
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.cli._judging import Judging
    from gov.cli._loading import Loaded

__all__ = ["unread_paths"]


def unread_paths(judging: Judging, named: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that were named and hold nothing that was read, below the project's root.

    Raises `UsageError` where that is all of them, unless the settings exclude each on purpose: a path that
    was mistyped, or moved, must not turn a gate green. A hook names whatever changed, ordinary pages among
    the documents: then one that is read is enough.
    """
    loaded = judging.loaded
    if not named:
        return ()
    read = _read(judging)
    wanted = loaded.wanted or ("",)
    unread = tuple(path for path in wanted if not _any_below(path, read))
    left = tuple(path for path in unread if not _is_excluded(path, loaded))
    if left and len(unread) == len(wanted):
        listed = ", ".join(path or "." for path in left)
        verb = "hold" if len(left) > 1 else "holds"
        message = f"nothing was checked: {printable(listed)} {verb} no governed document"
        raise UsageError(
            message,
            help="'gov list --documents' shows what is governed; [project] exclude leaves out what is not.",
        )
    return tuple(filter(None, unread))


def _read(judging: Judging) -> tuple[str, ...]:
    """Every file that findings can stand in: documents, settings, evidence, a baseline."""
    facts = judging.facts
    baseline = (facts.baseline.path,) if facts.baseline else ()
    settings = judging.loaded.project.configuration.path
    documents = (document.path for document in facts.project.documents)
    return (*documents, *(facts.evidence.sources or ()), *baseline, *filter(None, (settings,)))


def _any_below(path: str, files: Iterable[str]) -> bool:
    return any(not path or file == path or file.startswith(f"{path}/") for file in files)


def _is_excluded(path: str, loaded: Loaded) -> bool:
    """Whether `[project] exclude` names a file, or all the documents that a folder could have."""
    excluded = Globs.of_texts(loaded.project.configuration.project.exclude)
    if excluded.covers(path):
        return True
    below = [p for p in loaded.project.tree.paths() if not path or p.startswith(f"{path}/")]
    return bool(below) and all(excluded.covers(p) for p in below)
