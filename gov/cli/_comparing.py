"""What a command knows of other revisions: the project at a base, and what happened before."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from gov.evidence import MemoryFiles

if TYPE_CHECKING:
    from gov.cli._loading import Loaded
    from gov.history import Past
    from gov.history.revision_tree import RevisionTree
    from gov.history.revisions import Revisions
    from gov.project import Project

__all__ = ["Compared", "compared", "opened"]


class Compared(NamedTuple):
    """What other revisions say, each where it was asked for.

    `base` is the project to compare with, `past` what happened to its items, `origin` the project where the
    branch left the one that it is held against, `files` what of the base's files was asked for and there.
    """

    base: Project | None = None
    past: Past | None = None
    origin: Project | None = None
    files: MemoryFiles | None = None


def compared(loaded: Loaded, base: str, against: str, *, history: bool, wanted: str = "") -> Compared:
    """Read what was asked for: a base revision, the history, the point where the branch left another.

    `wanted` is the path of a file that is asked of the base beside its documents.

    Git is not touched where nothing was. Raises `GovError` for a revision that is not there, or without git.
    """
    if not (base or against or history):
        return Compared()
    with ExitStack() as stack:
        found = opened(loaded, stack)
        return Compared(
            found.project(base, loaded.project) if base else None,
            found.past(loaded.project.configuration, base=base) if history else None,
            found.project(found.fork("HEAD", against), loaded.project) if against else None,
            _files(found.tree(base), wanted) if base and wanted else None,
        )


def _files(tree: RevisionTree, path: str) -> MemoryFiles:
    return MemoryFiles({path: tree.read(path)} if tree.blob_name(path) else {})


def opened(loaded: Loaded, stack: ExitStack) -> Revisions:
    """The past of a project, open until the stack ends."""
    from gov.history.revisions import revisions  # noqa: PLC0415 - starting git takes modules that few commands need

    return stack.enter_context(revisions(loaded.root))
