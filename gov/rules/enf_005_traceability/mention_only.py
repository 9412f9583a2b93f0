"""ENF-005.mention-only."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Entry, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project


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
    project = facts.project
    for document in project.documents:
        data = document.source.data
        for phrase, field in _PHRASES:
            at = data.find(phrase)
            while at >= 0:
                draft = _said(document, at, at + len(phrase), field, project)
                if draft is not None:
                    yield draft
                at = data.find(phrase, at + len(phrase))


def _said(document: Document, start: int, end: int, field: str, project: Project) -> Draft | None:
    data = document.source.data
    following = data[end : end + _LONGEST_IDENTIFIER].decode("utf-8", "replace")
    token = project.reader.vocabulary.token_at(following)
    if token is None or token.id not in project.by_id or not following.isascii():
        return None
    items = document.items
    index = bisect_right(items, start, key=lambda item: item.body.start) - 1
    if index < 0 or items[index].body.end <= start:
        return None
    if _SUBJECT.search(data[max(0, start - _LOOKED_BACK) : start - 1]) is None:
        return None
    item = items[index]
    if item.id == token.id or any(reference.target == token.id for reference in item.references):
        return None
    if not any(
        isinstance(block, Paragraph | Entry) and not block.quoted and block.start <= start < block.end
        for block in document.outline.blocks
    ) or any(comment.start <= start < comment.end for comment in document.outline.comments):
        return None
    return Draft(
        Place(item.path, end, end + len(token.written)),
        f"{item.id} names {token.id} in prose, and in none of its fields",
        f"Name it under **{field}**.",
        item.id,
        about=(item.id, token.id),
    )
