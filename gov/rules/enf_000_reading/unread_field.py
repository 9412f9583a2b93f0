"""ENF-000.unread-field."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Entry, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item, Token
    from gov.project import Document, Project
    from gov.text import Line

# The fields that name other items: of the others a kind requires what matters, and says where it is missing.
_LINKING = ("references", "dependencies", "supersedes", "superseded-by")
_NAME = re.compile(r"\s{0,3}([^\W\d_]+(?:[ -][^\W\d_]+){0,3})\s{0,3}[:\uff1a=\u2013\u2014-]")
_SIGN = re.compile(r"\s{0,3}[:\uff1a=\u2013\u2014-]?[\s(\[]{0,4}")
_LONGEST_NAME = 40
_ALIKE = 0.88
_SHORTEST = 7


@rule("warning")
def unread_field(facts: Facts) -> Iterator[Draft]:
    """A line names other items as a field would, and is none.

    `Dependencies: TASK-004` without bold words, `**Dependencies** TASK-004` without a colon and
    `**Dependancies**: TASK-004` show readers a dependency that no program sees: it is missing from the graph
    and from every check (CONST-P10).

    Cure it by writing the name in bold, as the project spells it, and a colon after it. A team that has
    another word for the field adds it under `[fields]` in `gov.toml`.

    Fails at tasks.md:5:1:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started

    Dependencies: TASK-002

    ### TASK-002 Send mail

    **Status**: Not Started
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started

    **Dependencies**: TASK-002

    ### TASK-002 Send mail

    **Status**: Not Started
    ```
    """
    project = facts.project
    initials = _initials(project)
    for document in project.documents:
        items = document.items
        if not items or document.dialect == "adr":
            continue
        starts = [item.body.start for item in items]
        for line, name in _named_lines(document, project, initials):
            at = bisect_right(starts, line.start) - 1
            if at >= 0 and line.start < items[at].body.end:
                draft = _of_line(line, name, items[at], document, project)
                if draft is not None:
                    yield draft
    yield from _misspelt(project)


def _named_lines(
    document: Document, project: Project, initials: frozenset[str]
) -> Iterator[tuple[Line, tuple[int, int]]]:
    """The lines that begin with the name of a linking field and are no field in the commonest form."""
    key = project.reader.names.key
    for line in _lines(document):
        text, strongs = line.text, line.strongs
        if strongs:
            first, last = strongs[0]
            if first or text[last : last + 1] == ":":
                continue
            if key(text[:last].strip()) in _LINKING:
                yield line, (first, last)
        elif text[:1] in initials or not text[:1].isascii():
            name = _NAME.match(text, 0, _LONGEST_NAME)
            if name is not None and key(name.group(1)) in _LINKING:
                yield line, name.span(1)


def _lines(document: Document) -> list[Line]:
    """The lines of paragraphs, and of list entries without a box, that nobody quotes."""
    found: list[Line] = []
    for block in document.outline.blocks:
        if type(block) is Paragraph:
            if not block.quoted:
                found += block.lines
        elif type(block) is Entry and block.checked is None and not block.quoted:
            found += block.lines
    return found


def _initials(project: Project) -> frozenset[str]:
    """What a line of ASCII begins with that begins with a linking field's name: few lines of prose do."""
    names = (name for key in _LINKING for name in (key, *project.configuration.fields[key]))
    letters = {name[:1] for name in names}
    return frozenset((*map(str.upper, letters), *map(str.lower, letters), *string.whitespace))


def _of_line(
    line: Line, name: tuple[int, int], item: Item, document: Document, project: Project
) -> Draft | None:
    sign = _SIGN.match(line.text, name[1])
    token = project.reader.vocabulary.token_at(line.text, sign.end()) if sign else None
    if token is None or _is_read(token, line, item):
        return None
    label = line.text[slice(*name)]
    lack = "has no colon after it" if line.strongs else "is not in bold"
    return Draft(
        Place(document.path, *line.span(*name)),
        f"{label} {lack}, so it is no field of {item.id}, and {token.id} is not read",
        f"Write **{label}**: {token.id}.",
        item.id,
        about=_about(item, token),
    )


def _is_read(token: Token, line: Line, item: Item) -> bool:
    """Whether an item has the reference from this line, or names the same item elsewhere."""
    return any(r.target == token.id or r.line.start == line.start for r in item.references)


def _misspelt(project: Project) -> Iterator[Draft]:
    names = project.configuration.fields
    known = {name.casefold(): name for key in _LINKING for name in names[key]}
    words = [word for word in known if len(word) >= _SHORTEST]
    meant: dict[str, str] = {}
    for item, field in project.fields_named(""):
        if len(field.label) < _SHORTEST:
            continue
        label = field.label.casefold()
        if label not in meant:
            meant[label] = _near(label, words)
        if not meant[label]:
            continue
        token = next(iter(project.reader.vocabulary.tokens(field.value)), None)
        if token is None or any(r.target == token.id for r in item.references):
            continue
        name = known[meant[label]]
        yield Draft(
            _key_place(field, project),
            f"no field is called {field.label!r}, so {token.id} is not read",
            f"did you mean {name}?",
            item.id,
            about=_about(item, token),
        )


def _key_place(field: Field, project: Project) -> Place:
    """Where the name of a field stands, before the value also in front matter."""
    place = field.label_place
    source = project.by_path[field.path].source
    if field.line.start >= source.base:
        return place
    key = field.label.encode("utf-8")
    at = source.data.rfind(b"\n" + key, 0, field.line.start)
    return Place(field.path, at + 1, at + 1 + len(key)) if at >= 0 else place


def _near(label: str, words: list[str]) -> str:
    """The known name that a label misspells, empty for none; `Dependents` are something else."""
    near = get_close_matches(label, words, n=1, cutoff=_ALIKE)
    if not near or near[0][0] != label[0] or label.startswith(("dependent", "dependant")):
        return ""
    return near[0]


def _about(item: Item, token: Token) -> tuple[str, ...]:
    return (item.id, token.id, f"references:{item.id}", f"kind:{token.kind}")
