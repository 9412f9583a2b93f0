"""Identifiers that stand outside of the documents, in tests and code: whether they name something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook.finding import Related

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project
    from gov.rulebook.facts import Facts

__all__ = ["Lack", "is_named_outside", "lack_of"]

# The number of a criterion counts from 1 and has no zeros before it.
_PART = re.compile(r"[1-9][0-9]{0,8}")
_NUMBERED = re.compile(r"[^.]+(?:\.[1-9][0-9]*)?")


class Lack(NamedTuple):
    """Why an identifier names nothing: the end of a sentence, a way out, and what it is about."""

    message: str
    help: str
    related: tuple[Related, ...]
    about: tuple[str, ...]


def lack_of(project: Project, identifier: str) -> Lack | None:
    """Why an identifier names no item, or no criterion of its item; None where it names one."""
    if _is_there(project, identifier):
        return None
    token = project.reader.vocabulary.token_at(identifier)
    if token is None or token.end != len(identifier):
        return _unread(project, identifier)
    item = project.graph.items.get(token.id) or project.formerly.get(token.id)
    if item is None:
        near = project.nearest(token.id, token.kind)
        help_text, related = _nearest(near, token.part)
        named = (near.id,) if near else ()
        about = (token.id, *named, f"gone:{token.id}", f"kind:{token.kind}")
        return Lack("which no document declares", help_text, related, about)
    count = len(item.criteria)
    if token.part <= count and _NUMBERED.fullmatch(identifier):
        return None
    return Lack(
        f"and {item.id} has {count or 'no'} {'criterion' if count == 1 else 'criteria'}",
        f"Name a criterion that exists, or {item.id} as a whole.",
        (Related(item.place, f"{item.id} is declared here"),),
        (item.id, f"kind:{item.kind}"),
    )


def _is_there(project: Project, identifier: str) -> bool:
    """Whether an identifier stands for what is declared as it is written, which nearly all do."""
    item = project.graph.items.get(identifier)
    if item is not None:
        return True
    name, _, part = identifier.rpartition(".")
    item = project.graph.items.get(name)
    return item is not None and _PART.fullmatch(part) is not None and int(part) <= len(item.criteria)


def is_named_outside(facts: Facts, identifier: str) -> bool:
    """Whether an item is known by its identifier elsewhere than in the documents, as far as anyone knows.

    A baseline, a test, a comment in the code or the base names it: with another one it would be lost there.
    """
    if facts.base is not None and identifier in facts.base.by_id:
        return True
    named = (
        *(entry.item for entry in (facts.baseline.entries if facts.baseline else ())),
        *(marker.identifier.partition(".")[0] for marker in facts.evidence.markers or ()),
        *(name.partition(".")[0] for name in facts.evidence.tests_by_id),
    )
    return identifier in named


def _unread(project: Project, identifier: str) -> Lack:
    """The lack of what is no identifier here, perhaps for a slip of the finger."""
    token = project.reader.vocabulary.near_token_at(identifier)
    item = project.graph.items.get(token.id) if token is not None else None
    help_text, related = _nearest(item, 0)
    named = (item.id, f"kind:{item.kind}") if item else ()
    return Lack("which is no identifier of this project", help_text, related, (identifier, *named))


def _nearest(item: Item | None, part: int) -> tuple[str, tuple[Related, ...]]:
    if item is None:
        return "", ()
    name = f"{item.id}.{part}" if 0 < part <= len(item.criteria) else item.id
    return f"did you mean {name} ({item.title})?", (Related(item.place, f"{item.id} is declared here"),)
