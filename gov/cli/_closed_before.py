"""Which items were closed where a branch began."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gov.cli._usual_base import USUAL_BASES, usual_bases
from gov.config import find_root
from gov.errors import GovError, UsageError
from gov.rulebook.serving import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.history.revisions import Revisions
    from gov.project import Project

__all__ = ["closed_before"]


def closed_before(identifiers: Iterable[str], project: Project) -> dict[str, str]:
    """The status of each item that was closed where the branch left its base, or else at the last commit.

    Nothing where git knows of no commit: what nobody can tell is no reason to refuse a message.
    """
    from gov.history.revisions import revisions  # noqa: PLC0415 - most messages need no past

    here = Path.cwd()
    try:
        with revisions(find_root(here) or here) as found:
            began = found.project_of(_began(found), project.configuration, project)
    except GovError:
        return {}
    items = (item for name in identifiers for item in began.by_id.get(name, ())[:1])
    return {item.id: item.status.name for item in items if item.status and item.phase in CLOSED}


def _began(found: Revisions) -> str:
    likely = usual_bases(found, "HEAD", found.branch("HEAD"))
    for name in (*likely, *USUAL_BASES):
        try:
            return found.fork(name, "HEAD")
        except UsageError:
            continue
    return found.commit("HEAD")
