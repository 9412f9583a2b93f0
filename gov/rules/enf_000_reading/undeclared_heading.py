"""ENF-000.undeclared-heading."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from gov.items import INVISIBLE, decorated_token
from gov.items.fields import fields_of_lines, fields_of_table
from gov.rulebook import Draft, Facts, rule
from gov.text import Entry, Heading, Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gov.items import Reader, Token
    from gov.project import Document, Project
    from gov.text import Block, Line

# What only an item says of itself, and how much of it makes one of a heading that names none.
_OWN = frozenset(
    ("status", "references", "assignee", "effort", "dependencies", "criteria", "supersedes", "superseded-by")
)
_ENOUGH = 3
_NUMBERED = re.compile(r"([A-Za-z]{2,20})[^\w]{0,3}[A-Z]?([0-9]{1,9})")
_ALIKE = 0.75
_NEEDED = (frozenset(("status",)), frozenset(("references", "criteria")))


class _Title(NamedTuple):
    """What reads like the title of an item: a heading, or a line that was meant as one."""

    line: Line
    following: tuple[Line, ...]
    level: int


@rule("error")
def undeclared_heading(facts: Facts) -> Iterator[Draft]:
    """A heading reads like an item and declares none.

    `### (TASK-004) Sign in` or `### 3.1 TASK-004 Sign in` shows readers a task, and so does a heading without
    an identifier that has all the fields of one; but an item is declared by the identifier at the very start
    of a heading. What stands below belongs to no item: nothing checks it (CONST-P10). An identifier that is
    declared elsewhere may stand in any heading.

    Cure it by writing the identifier first: `### TASK-004 Sign in`.

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
        declared = {item.body.start for item in document.items}
        levels = {item.level for item in document.items}
        blocks = document.outline.blocks
        for index, title in _titles(blocks, declared):
            if any(mark in title.line.text for mark in INVISIBLE):
                continue
            keys = _keys(title.following, blocks, index, declared, document, project.reader)
            draft = _of_token(title, keys, document, project)
            if draft is None and title.level in levels and index and _is_item(title, keys, project):
                draft = _of_fields(title, document, project)
            if draft is not None:
                yield draft


def _titles(blocks: Sequence[Block], declared: set[int]) -> Iterator[tuple[int, _Title]]:
    """Every title that declares nothing, and its place among the blocks."""
    for index, block in enumerate(blocks):
        # One look shows of most blocks that they are no title: entries, and paragraphs of fields.
        if type(block) is Paragraph:
            if not block.lines:
                continue
            line = block.lines[0]
            text, strongs = line.text, line.strongs
            if text[:1] != "#" and not (strongs and strongs[0][1] == len(text)):
                continue
        elif type(block) is not Heading:
            continue
        title = _title(block, declared)
        if title is not None:
            yield index, title


def _title(block: Block, declared: set[int]) -> _Title | None:
    """A heading that declares nothing, or a line in bold or behind number signs that is none."""
    if type(block) is Heading:
        return None if block.depth or block.start in declared else _Title(block.line, (), block.level)
    if type(block) is not Paragraph or block.depth or block.quoted or not block.lines:
        return None
    line = block.lines[0]
    if line.text[:1] == "#" or line.strongs == ((0, len(line.text)),):
        return _Title(line, block.lines[1:], 0)
    return None


def _keys(  # noqa: PLR0913, PLR0917 - one place calls it
    lines: Sequence[Line], blocks: Sequence[Block], index: int, declared: set[int], document: Document,
    reader: Reader,
) -> set[str]:  # fmt: skip
    """The names of the fields between a title and the next one."""
    names, path = reader.names, document.path
    found = [*fields_of_lines(lines, names, path)] if lines else []
    for at in range(index + 1, len(blocks)):
        block = blocks[at]
        if isinstance(block, Heading) or _title(block, declared) is not None:
            break
        if isinstance(block, Paragraph | Entry):
            if not block.quoted:
                found.extend(fields_of_lines(block.lines, names, path))
        elif isinstance(block, Table):
            found.extend(fields_of_table(block, names, path))
    return {field.key for field in found} & _OWN


def _is_item(title: _Title, keys: set[str], project: Project) -> bool:
    """Whether all the fields of an item stand below a title, or some below what resembles an identifier."""
    if not all(keys & needed for needed in _NEEDED):
        return False
    return len(keys) >= _ENOUGH or _resembles(title.line.text, project)


def _resembles(text: str, project: Project) -> bool:
    """Whether a title begins as an identifier might: `Plan 3`, `TSK-003`, `TASK:003`."""
    numbered = _NUMBERED.match(text)
    if numbered is None:
        return False
    stems = [kind.prefix.partition("-")[0].upper() for kind in project.configuration.kinds.values()]
    return bool(get_close_matches(numbered.group(1).upper(), stems, n=1, cutoff=_ALIKE))


def _of_token(title: _Title, keys: set[str], document: Document, project: Project) -> Draft | None:
    """What to say of a title that holds an identifier which nothing declares."""
    text = title.line.text
    tokens = [token for token in project.reader.vocabulary.tokens(text) if token.spelling != "confusable"]
    if not tokens or (title.level == 0 and not keys):
        return None
    lead = decorated_token(text, project.reader)
    token = lead or tokens[0]
    if token.id in project.by_id or not (keys or (lead is not None and len(tokens) == 1)):
        return None
    if lead is None and title.level == 0:
        return None
    wrong = "a line of text" if title.level == 0 else "a heading"
    return Draft(
        Place(document.path, *title.line.span(token.start, token.end)),
        f"{token.id} stands in {wrong} that declares nothing: an item's heading begins with its identifier",
        f"Write {'#' * (title.level or 3)} {token.id} and the title after it.",
        about=_about(token, title, document),
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
        about=tuple(filter(None, (f"path:{document.path}", meant, f"kind:{kind}"))),
    )


def _about(token: Token, title: _Title, document: Document) -> tuple[str, ...]:
    owner = next(
        (item.id for item in document.items if item.body.start < title.line.start < item.body.end), ""
    )
    named = (f"path:{document.path}", token.id, f"kind:{token.kind}")
    return (*named, f"fields:{owner}") if owner else named
