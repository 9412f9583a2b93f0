"""ENF-005.mention-only."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Entry, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Token
    from gov.project import Document, Project
    from gov.text import Source


# What stands before an identifier, its first letter left out: it may be a capital one.
_PHRASES = (
    (b"epends on ", "Dependencies"),
    (b"locked by ", "Dependencies"),
    (b"aits for ", "Dependencies"),
    (b"mplements ", "References"),
    (b"upersedes ", "Supersedes"),
    (b"uperseded by ", "Superseded by"),
)
_LONGEST_IDENTIFIER = 40
# Before the word, the sentence may only name the item itself: anything else is said of another one.
_SUBJECT = re.compile(
    rb"(?:\A|[.:;!\n(*-]\s{0,9})(?:(?:it|this|this task|this item|the task)\s)?(?:also\s|is\s|and\s){0,2}\Z",
    re.IGNORECASE,
)
_LOOKED_BACK = 40


@rule("info")
def mention_only(facts: Facts) -> Iterator[Draft]:
    """An item says only in prose what it depends on, implements or supersedes.

    Readers see the connection and no program does: it is missing from the graph, from the boards and
    from every check (CONST-P10). Only words such as `depends on TASK-004` right before an identifier
    that is declared are found; an identifier that is merely mentioned is left alone.

    Cure it by naming the item in the field that says so.

    Fails at tasks.md:8:38:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Implementation Notes**: Depends on TASK-002, which sends the mail.

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Send mail

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A mail arrives
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
    **Dependencies**: TASK-002

    **Implementation Notes**: Depends on TASK-002, which sends the mail.

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Send mail

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A mail arrives
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for document in facts.project.documents:
        data = document.source.data
        named: dict[str, frozenset[str]] = {}
        for phrase, field in _PHRASES:
            at = data.find(phrase)
            while at != -1:
                item = _speaker(document, at)
                if item is not None:
                    known = named.setdefault(item.id, frozenset(r.target for r in item.references))
                    token = _token(document.source, at + len(phrase), facts.project)
                    if token is not None and token.id != item.id and token.id not in known:
                        named[item.id] = known | {token.id}
                        yield _draft(item, token, at + len(phrase), field)
                at = data.find(phrase, at + len(phrase))


def _speaker(document: Document, start: int) -> Item | None:
    """The item whose plain text holds a byte as the beginning of what it says of itself."""
    items, blocks, comments = document.items, document.outline.blocks, document.outline.comments
    index = bisect_right(items, start, key=lambda item: item.body.start) - 1
    if index < 0 or items[index].body.end <= start:
        return None
    if _SUBJECT.search(document.source.data[max(0, start - _LOOKED_BACK) : start - 1]) is None:
        return None
    block = blocks[bisect_right(blocks, start, key=lambda block: block.start) - 1]
    if not isinstance(block, Paragraph | Entry) or block.quoted or block.end <= start:
        return None
    before = bisect_right(comments, start, key=lambda comment: comment.start) - 1
    return None if before >= 0 and start < comments[before].end else items[index]


def _token(source: Source, at: int, project: Project) -> Token | None:
    """The identifier of a declared item that begins at a byte."""
    token = project.reader.vocabulary.token_at(source.text(at, at + _LONGEST_IDENTIFIER))
    is_known = token is not None and token.id in project.by_id and token.written.isascii()
    return token if is_known else None


def _draft(item: Item, token: Token, at: int, field: str) -> Draft:
    return Draft(
        Place(item.path, at, at + len(token.written)),
        f"{item.id} names {token.id} in prose, and in none of its fields",
        f"Name it under **{field}**.",
        item.id,
        about=(item.id, token.id),
    )
