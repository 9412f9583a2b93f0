"""ENF-000.undeclared-heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from gov.items import INVISIBLE, decorated_token, fields_below
from gov.items.lost import OWN
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._lost import about_lost, ended_by, lost_below_no_heading
from gov.text import Heading, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.items import LostTitle, Token
    from gov.project import Document, Project
    from gov.text import Line, Outline

# How many fields that only an item has make one of a heading that names none.
_ENOUGH = 3
_NUMBERED = re.compile(r"([A-Za-z]{2,20})[^\w]{0,3}[A-Z]?([0-9]{1,9})")
_ALIKE = 0.75
_NEEDED = (frozenset(("status",)), frozenset(("references", "criteria")))


class _Title(NamedTuple):
    """What reads like the title of an item: a heading, or a line that was meant as one."""

    line: Line
    following: tuple[Line, ...]
    level: int
    start: int


@rule("error")
def undeclared_heading(facts: Facts) -> Iterator[Draft]:
    """A heading reads like an item and declares none.

    `### (TASK-004) Sign in` or `### 3.1 TASK-004 Sign in` shows readers a task, and so does a heading without
    an identifier that has all the fields of one; but an item is declared by the identifier at the very start
    of a heading. So does one that a line such as `<details>` right above it makes HTML, and one in a quote
    whose fields follow outside. What stands below belongs neither to that item nor to the one above: nothing
    checks it (CONST-P10). An identifier that is declared elsewhere may stand in any heading, but for
    one within an item that has fields below it.

    Cure it by writing the identifier first: `### TASK-004 Sign in`; by an empty line below the HTML; or by
    taking the heading out of the quote.

    Fails at tasks.md:13:6:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ---

    ### (TASK-002) Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user is signed out
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ---

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user is signed out
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    project = facts.project
    for document in project.documents:
        if document.dialect == "adr":
            continue
        for lost in lost_below_no_heading(document, project):
            if lost.where != "list":
                yield _of_lost(lost, document, project)
        declared = {item.body.start for item in document.items}
        levels = {item.level for item in document.items}
        blocks = document.outline.blocks
        for index, title in _titles(document.outline, declared):
            if any(mark in title.line.text for mark in INVISIBLE):
                continue
            below = fields_below(blocks, index + 1, project.reader, document.path, title.following)
            keys = OWN.intersection(field.key for field in below)
            draft = _of_token(title, keys, document, project)
            if draft is None and title.level in levels and index and _is_item(title, keys, project):
                draft = _of_fields(title, document, project)
            if draft is not None:
                yield draft


def _titles(outline: Outline, declared: set[int]) -> Iterator[tuple[int, _Title]]:
    """Every title at the margin that declares nothing, and its place among the blocks."""
    titles: list[Heading | Paragraph] = [
        heading for heading in outline.headings if heading.start not in declared and not heading.depth
    ]
    marked = [block for block in outline.marked if type(block) is Paragraph]
    if marked:
        titles = sorted((*titles, *marked), key=lambda block: block.start)
    for block in titles:
        index = bisect_left(outline.blocks, block.start, key=lambda block: block.start)
        if type(block) is Heading:
            yield index, _Title(block.line, (), block.level, block.start)
        elif type(block) is Paragraph:
            yield index, _Title(block.lines[0], block.lines[1:], 0, block.start)


def _is_item(title: _Title, keys: Collection[str], project: Project) -> bool:
    """Whether all the fields of an item stand below a title, or some below what resembles an identifier."""
    if not all(not needed.isdisjoint(keys) for needed in _NEEDED):
        return False
    return len(keys) >= _ENOUGH or _resembles(title.line.text, project)


def _resembles(text: str, project: Project) -> bool:
    """Whether a title begins as an identifier might: `Plan 3`, `TSK-003`, `TASK:003`."""
    numbered = _NUMBERED.match(text)
    if numbered is None:
        return False
    stems = [kind.prefix.partition("-")[0].upper() for kind in project.configuration.kinds.values()]
    return bool(get_close_matches(numbered.group(1).upper(), stems, n=1, cutoff=_ALIKE))


def _of_token(title: _Title, keys: Collection[str], document: Document, project: Project) -> Draft | None:
    """What to say of a title that holds an identifier which nothing declares."""
    text = title.line.text
    tokens = [token for token in project.reader.vocabulary.tokens(text) if token.spelling != "confusable"]
    if not tokens or (title.level == 0 and not keys):
        return None
    lead = decorated_token(text, project.reader)
    token = lead or tokens[0]
    wrong = "a line of text" if title.level == 0 else "a heading"
    place = Place(document.path, *title.line.span(token.start, token.end))
    if token.id in project.by_id:
        if lead is None or ended_by(document, title.start, title.level) is None:
            return None
        return Draft(
            place, *_of_another(token, wrong),
            about=(f"path:{document.path}", *about_lost(document, project, title.start, title.level)),
        )  # fmt: skip
    if not (keys or (lead is not None and len(tokens) == 1)):
        return None
    if lead is None and title.level == 0:
        return None
    return Draft(
        place,
        f"{token.id} stands in {wrong} that declares nothing: an item's heading begins with its identifier",
        f"Write {'#' * (title.level or 3)} {token.id} and the title after it.",
        about=_about(token, title.start, title.level, document, project),
    )  # fmt: skip


_PLACES = {
    "html": ("a block of HTML", "Put an empty line between the HTML and the heading."),
    "quote": ("a quote", "Move the heading out of the quote."),
}


def _of_lost(title: LostTitle, document: Document, project: Project) -> Draft:
    """What to say of a title in HTML or a quote that readers take for the heading of an item."""
    token = title.token
    within, cure = _PLACES[title.where]
    place = Place(document.path, *title.line.span(token.start, token.end))
    if token.id in project.by_id:
        about = (f"path:{document.path}", *about_lost(document, project, title.start, title.level))
        return Draft(place, *_of_another(token, within), about=about)
    if title.where == "html" and not document.source.data.startswith(b"#", title.start):
        cure = f"Write {'#' * (title.level or 3)} {token.id} and the title after it, with empty lines around."
    return Draft(
        place, f"{token.id} stands inside {within}, where a heading declares nothing", cure,
        about=_about(token, title.start, title.level, document, project),
    )  # fmt: skip


def _of_another(token: Token, wrong: str) -> tuple[str, str]:
    """What to say where the item is declared, and fields stand below a title that names it again."""
    return (
        f"{token.id} stands in {wrong} that declares nothing, and the fields below it belong to no item",
        f"{token.id} is declared elsewhere: write the fields there, or take them out.",
    )


def _of_fields(title: _Title, document: Document, project: Project) -> Draft:
    """What to say of a title without an identifier above all the fields of an item."""
    text = title.line.text
    kinds = [item.kind for item in document.items if item.level == title.level]
    kind = max(sorted(set(kinds)), key=kinds.count)
    numbered = _NUMBERED.match(text)
    meant = project.reader.vocabulary.canonical(kind, int(numbered.group(2))) if numbered else ""
    noun = project.noun(kind)
    return Draft(
        Place(document.path, *title.line.span(0, len(text))),
        f"{text[:60]!r} has the fields of a {noun} and no identifier, so it declares none",
        f"Write the identifier of the {noun} before the title.",
        about=(
            *filter(None, (f"path:{document.path}", meant, f"kind:{kind}")),
            *about_lost(document, project, title.start, title.level),
        ),
    )


def _about(token: Token, start: int, level: int, document: Document, project: Project) -> tuple[str, ...]:
    owner = next((item.id for item in document.items if item.body.start < start < item.body.end), "")
    named = (f"path:{document.path}", token.id, f"kind:{token.kind}")
    return (*named, *((f"fields:{owner}",) if owner else ()), *about_lost(document, project, start, level))
