"""How the numbers of a project moved: what states tell after each commit, and what judging tells at some."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING, NamedTuple

from gov.metrics.milestones import milestones
from gov.metrics.trends import picked, readings, sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gov.history import Past
    from gov.history.revisions import Revisions
    from gov.metrics.milestones import Milestone
    from gov.metrics.trends import Reading
    from gov.project import Project

__all__ = ["Course", "course_of"]

MOST = 26
"""As many moments as a table beside a chart can hold."""

JUDGED = 12
# Judging ten thousand items takes seconds. What is spent on the past is bounded by counting, not by a clock,
# so that the same repository gives the same numbers on any machine.
_ITEMS = 12_000
_SHA1 = 40


class Course(NamedTuple):
    """Numbers at moments of the past, oldest first, and the newest commit with its day.

    `told` are those that states of items tell. `judged` are all numbers, of the project as it was; `unjudged`
    says why there are none. `uncommitted` counts the documents that are not as the newest commit has them.
    `milestones` are what a reader looks for on a line that bends.
    """

    commit: str
    when: datetime
    told: tuple[Reading, ...] = ()
    judged: tuple[Reading, ...] = ()
    unjudged: str = ""
    uncommitted: int = 0
    milestones: tuple[Milestone, ...] = ()


def course_of(found: Revisions, past: Past, project: Project) -> Course:
    """Follow a project up to the newest commit; `past` is its own."""
    commit = found.commit("HEAD")
    told = {reading.commit.id: reading for reading in readings(past, project.configuration)}
    moments = picked([one for one in past.commits if one.id in told], MOST)
    most = min(JUDGED, _ITEMS // max(len(project.items), 1))
    judged = [sample(found, one, project) for one in picked(past.commits, most)] if most > 1 else []
    unjudged = "" if most > 1 else (
        f"judging {len(project.items)} items as they were takes long, and 'gov metrics --history' does it"
    )  # fmt: skip
    return Course(
        commit,
        found.when(commit),
        tuple(told[one.id] for one in moments),
        tuple(judged),
        unjudged,
        _uncommitted(found, project),
        milestones(found, project),
    )


def _uncommitted(found: Revisions, project: Project) -> int:
    """How many documents are not as the newest commit has them, line endings aside."""
    tree = found.tree("HEAD")
    names: Mapping[str, str] = {one.path: tree.blob_name(one.path) for one in project.documents}
    return sum(
        not any(_blob(data, len(names[one.path])) == names[one.path] for data in _written(one.source.data))
        for one in project.documents
    )


def _written(data: bytes) -> tuple[bytes, ...]:
    """The bytes as they are, and as git keeps them where it turns line endings."""
    return (data, data.replace(b"\r\n", b"\n")) if b"\r\n" in data else (data,)


def _blob(data: bytes, length: int) -> str:
    """The name that git gives to the bytes of a file; it is no secret, and not there to protect anything."""
    head = b"blob %d\0" % len(data)
    made = sha1(usedforsecurity=False) if length <= _SHA1 else sha256(usedforsecurity=False)
    made.update(head + data)
    return made.hexdigest()
