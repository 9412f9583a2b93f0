"""What a command knows of other revisions: the project at a base, and what happened before."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import click

from gov.config import EvidenceSettings
from gov.evidence import Described, Evidence, read_held
from gov.text import printable

if TYPE_CHECKING:
    from gov.cli._loading import Loaded
    from gov.history import Past
    from gov.history.branches import Against
    from gov.history.revision_tree import RevisionTree
    from gov.history.revisions import Revisions
    from gov.project import Project

__all__ = ["Compared", "compared", "described_in", "held_by", "opened"]


_NO_EVIDENCE = EvidenceSettings()


class Compared(NamedTuple):
    """What other revisions say, each where it was asked for.

    `base` is the project to compare with, `past` what happened to its items, `origin` the project where the
    branch left the one that it is held against, for who asks what is new, and `held` what that says of its
    code and its API. `described` is the API as the base described it, `against` the branch that it is held
    against.
    """

    base: Project | None = None
    past: Past | None = None
    origin: Project | None = None
    held: Evidence | None = None
    described: Described | None = None
    against: Against | None = None


def compared(  # noqa: PLR0913 - an argument for each option
    loaded: Loaded,
    base: str,
    against: str,
    *,
    history: bool,
    new_only: bool = False,
    evidence: EvidenceSettings = _NO_EVIDENCE,
) -> Compared:
    """Read what was asked for: a base revision, the history, the point where the branch left another.

    The base's own settings say where it describes its API; where they do not, it is looked for where
    `evidence` says.
    What could not be looked at of other branches is said on standard error.

    Git is not touched where nothing was. Raises `GovError` for a revision that is not there, or without git.
    """
    if not (base or against or history):
        return Compared()
    with ExitStack() as stack:
        found = opened(loaded, stack)
        project = found.project(base, loaded.project) if base else None
        path = (project.configuration.evidence.openapi if project else "") or evidence.openapi
        fork = found.fork("HEAD", against) if new_only else ""
        origin = found.project(fork, loaded.project) if fork else None
        return Compared(
            project,
            found.past(loaded.project.configuration, base=base) if history else None,
            origin,
            held_by(origin, found.tree(fork), evidence) if origin else None,
            described_in(found.tree(base), path) if base and path else None,
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


def held_by(project: Project, tree: RevisionTree, settings: EvidenceSettings) -> Evidence:
    """What the files of a revision say of its code and its API, which its own settings may keep elsewhere."""
    own = project.configuration.evidence
    settings = replace(
        settings, openapi=own.openapi or settings.openapi, markers=settings.markers or own.markers
    )
    return read_held(settings, tree, project.reader.vocabulary)


def described_in(tree: RevisionTree, path: str) -> Described | None:
    """The description of an API that a revision holds at a path; None where it holds none."""
    return Described(path, tree.read(path)) if tree.blob_name(path) else None


def opened(loaded: Loaded, stack: ExitStack) -> Revisions:
    """The past of a project, open until the stack ends."""
    from gov.history.revisions import revisions  # noqa: PLC0415 - starting git takes modules that few commands need

    return stack.enter_context(revisions(loaded.root))
