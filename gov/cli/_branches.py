"""The identifiers that other branches have, for commands that give out numbers."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from gov.cli._comparing import opened
from gov.errors import GovError
from gov.text import printable

if TYPE_CHECKING:
    from gov.cli._loading import Loaded
    from gov.history.branches import Branches

__all__ = ["branches_of", "identifiers_of_branches"]


def identifiers_of_branches(loaded: Loaded) -> frozenset[str]:
    """The identifiers that a branch of the repository has, or gave up; none where that cannot be told."""
    branches = branches_of(loaded)
    return branches.taken if branches else frozenset()


def branches_of(loaded: Loaded) -> Branches | None:
    """What the branches of the repository declare; None where that cannot be told.

    What was not looked at is said in one line on standard error, and stops nothing.
    """
    try:
        with ExitStack() as stack:
            branches = opened(loaded, stack).branches(loaded.project.configuration)
    except GovError as error:
        click.echo(printable(f"numbers of other branches were not looked at: {error}"), err=True)
        return None
    if branches.lacking:
        click.echo(printable(f"numbers of some branches may be taken: {branches.lacking}"), err=True)
    return branches
