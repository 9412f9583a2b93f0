"""What is lost with a stretch of text that no longer counts: identifiers and kinds, as the causes need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.graph import Outcome
    from gov.project import Document, Project
    from gov.rulebook import Severity

__all__ = ["about_declared", "about_stretch", "follows", "hanging", "loses_items", "severity_of"]

# What is in a file that is no text: NUL, and what stands for a byte that is not UTF-8.
_NO_TEXT = {0: None, 0xFFFD: None}
_DECLARING = re.compile(
    r"[ >]{0,8}#{1,6}[ \t]{1,8}|(?:id|identifier)[ \t]{0,3}:[ \t]{0,3}[\"']?", re.IGNORECASE
)
# What a reference may come to whose identifier nothing declares.
_HANGING: tuple[Outcome, ...] = ("dangling", "undeclared-kind", "partial-range", "reversed-range")


def about_stretch(project: Project, document: Document, start: int, end: int) -> tuple[str, ...]:
    """The identifiers that stand in a stretch of a document, and their kinds: these are missed elsewhere."""
    text = document.source.text(start, end)
    tokens = tuple(project.reader.vocabulary.tokens(text))
    names = {token.id: None for token in tokens} | {f"kind:{token.kind}": None for token in tokens}
    return (f"path:{document.path}", *names)


def about_declared(project: Project, data: bytes) -> tuple[str, ...]:
    """The items that headings and front matter declare, and what a text names: what may be lost with it."""
    vocabulary = project.reader.vocabulary
    names: dict[str, None] = {}
    for line in data.decode("utf-8", "replace").translate(_NO_TEXT).splitlines():
        start = _DECLARING.match(line)
        declared = vocabulary.token_at(line, start.end()) if start else None
        if declared is not None and not declared.part:
            names |= dict.fromkeys((declared.id, f"gone:{declared.id}", f"kind:{declared.kind}"))
        names |= {f"cites:{token.id}": None for token in vocabulary.tokens(line)}
    return tuple(names)


def hanging(project: Project) -> frozenset[str]:
    """The identifiers that references name and nothing declares."""
    return frozenset(r.reference.target for r in project.graph.torn(*_HANGING) if r.target is None)


def severity_of(about: tuple[str, ...], hanging: frozenset[str]) -> Severity | None:
    """An error where a reference hangs because of what is lost: the gate must not turn green over it."""
    return None if hanging.isdisjoint(about) else "error"


def loses_items(project: Project, document: Document, start: int, end: int) -> bool:
    """Whether a stretch holds the heading of an item that no document declares: with it, the item is gone."""
    text = document.source.text(start, end)
    for line in text.splitlines():
        plain = line.lstrip(" >")
        if plain.startswith("#"):
            token = project.reader.vocabulary.token_at(plain.lstrip("#").lstrip())
            if token is not None and not token.part and token.id not in project.by_id:
                return True
    return False


def follows(document: Document, offset: int) -> bool:
    """Whether anything but white space stands on the lines below the one of an offset."""
    source = document.source
    return bool(source.data[source.offset_of_line(source.position(offset).line + 1) :].strip())
