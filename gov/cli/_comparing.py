"""What a command knows of other revisions: the project at a base, and what happened before."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

import click

from gov.evidence import MemoryFiles
from gov.text import printable

if TYPE_CHECKING:
    from gov.cli._loading import Loaded
    from gov.history import Past
    from gov.history.branches import Against
    from gov.history.revision_tree import RevisionTree
    from gov.history.revisions import Revisions
    from gov.project import Project

__all__ = ["Compared", "compared", "opened"]


class Compared(NamedTuple):
    """What other revisions say, each where it was asked for.

    `base` is the project to compare with, `past` what happened to its items, `origin` the project where the
    branch left the one that it is held against, for who asks what is new. `files` are what of the base's
    files was asked for and there, `against` is the branch that it is held against.
    """

    base: Project | None = None
    past: Past | None = None
    origin: Project | None = None
    files: MemoryFiles | None = None
    against: Against | None = None


def compared(  # noqa: PLR0913 - an argument for each option
    loaded: Loaded, base: str, against: str, *, history: bool, new_only: bool = False, wanted: str = ""
) -> Compared:
    """Read what was asked for: a base revision, the history, the point where the branch left another.

    `wanted` is the path of a file that is asked of the base beside its documents. What could not be looked at
    of other branches is said on standard error.

    Git is not touched where nothing was. Raises `GovError` for a revision that is not there, or without git.
    """
    if not (base or against or history):
        return Compared()
    with ExitStack() as stack:
        found = opened(loaded, stack)
        return Compared(
            found.project(base, loaded.project) if base else None,
            found.past(loaded.project.configuration, base=base) if history else None,
            found.project(found.fork("HEAD", against), loaded.project) if new_only else None,
            _files(found.tree(base), wanted) if base and wanted else None,
            _held(found, against, loaded.project) if against else None,
        )


def _held(found: Revisions, against: str, project: Project) -> Against:
    held = found.against(against, project)
    if held.problem:
        click.echo(
            printable(f"numbers that {against} has taken were not looked for: {held.problem}"), err=True
        )
    if held.branches.lacking:
        click.echo(printable(f"numbers of some branches may be taken: {held.branches.lacking}"), err=True)
    return held


def _files(tree: RevisionTree, path: str) -> MemoryFiles:
    return MemoryFiles({path: tree.read(path)} if tree.blob_name(path) else {})


def opened(loaded: Loaded, stack: ExitStack) -> Revisions:
    """The past of a project, open until the stack ends."""
    from gov.history.revisions import revisions  # noqa: PLC0415 - starting git takes modules that few commands need

    return stack.enter_context(revisions(loaded.root))
