"""ENF-012.open-clarification."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.text import Entry, Heading, Line, Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Document

_OPEN = re.compile(
    r"\[NEEDS[ _-]CLARIFICATION|(?<![A-Za-z0-9_`/-])TBD(?![A-Za-z0-9_`-])|(?<![^\s(\[|])\?{3,5}(?![^\s)\]|.])"
)
_OF_PEOPLE = re.compile(r"review|approv|author|lead|team|date|milestone|release|sprint", re.IGNORECASE)
_MARK = re.compile(rb"CLARIFICATION|TBD|\?\?\?")
_AGREED = frozenset(("open", "running", "blocked", "done"))


@rule("error")
def open_clarification(facts: Facts) -> Iterator[Draft]:
    """A specification that was agreed on still has an open question.

    `[NEEDS CLARIFICATION]`, `TBD` or `???` says that a decision is missing; whoever implements it will take
    it alone (CONST-P6).

    Cure it by answering the question, or by setting the status back to Draft or Review. Specifications that
    are not yet approved may have open questions. What stands in code, in a comment or as the value of a
    field such as Assignee is left alone.

    Fails at specs/SPEC-001.md:9:44:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    2. The platform MUST lock an account after TBD failures.
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    2. The platform MUST lock an account after five failures.
    ```
    """
    for item in facts.project.of_kind("spec"):
        if item.phase not in _AGREED:
            continue
        document = facts.project.by_path[item.path]
        if not _MARK.search(document.source.data, item.body.start, item.body.end):
            continue
        found = list(_questions(item, document))
        if found:
            status = item.status.name if item.status else ""
            yield Draft(
                found[0][0],
                f"{item.id} is {status}, and {found[0][1]} stands in it",
                "Answer the question, or set the status back.",
                item.id,
                tuple(Related(place, "this question is open as well") for place, _ in found[1:]),
                about=(item.id,),
            )


def _questions(item: Item, document: Document) -> Iterator[tuple[Place, str]]:
    known = {
        field.line.start
        for field in item.fields
        if (field.key or _OF_PEOPLE.search(field.label)) and _OPEN.fullmatch(field.value.strip("[]() "))
    }
    for line in _lines(item, document):
        if line.start in known:
            continue
        for match in _OPEN.finditer(line.text):
            first, last = line.span(*match.span())
            if document.source.data[first - 1 : first] != b"`":
                yield Place(item.path, first, last), match.group().lstrip("[")


def _lines(item: Item, document: Document) -> Iterator[Line]:
    blocks = document.outline.blocks
    for index in range(bisect_left(blocks, item.body.start, key=lambda block: block.start), len(blocks)):
        block = blocks[index]
        if block.start >= item.body.end:
            return
        if isinstance(block, Paragraph | Entry):
            yield from block.lines
        elif isinstance(block, Heading):
            yield block.line
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row
