"""ENF-009.accepted-edited."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.text import Code, Entry, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project

_MAY_CHANGE = frozenset(
    (
        "formerly",
        "status",
        "date",
        "amended",
        "ratified",
        "review",
        "reviewed",
        "references",
        "supersedes",
        "superseded-by",
        "deciders",
    )
)
_LINKS = frozenset(
    ("links", "related", "related decisions", "more information", "see also", "status", "references")
)


@rule("warning", needs=("base",))
def accepted_edited(facts: Facts) -> Iterator[Draft]:
    """The words of an accepted decision differ from those in the base.

    A decision records what was decided on a day (CONST-P10). Who rewrites it changes what others agreed to;
    who learns better writes a new decision that supersedes it.

    Cure it by taking the change back and writing a new decision. Status, dates, references and links may
    change, and so may spaces and line ends. A decision that is gone, or has another number, is
    told of at the first one that is left. Compared with the base revision, so it runs only where one is
    given.

    Fails at adr/ADR-0001-use-rest.md:1:3:

    ```markdown adr/ADR-0001-use-rest.md base
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    GraphQL.

    ## Consequences

    Clients can be generated.
    ```

    Passes:

    ```markdown adr/ADR-0001-use-rest.md base
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Deprecated
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```
    """
    if facts.base is None:
        return
    before = {item.id: item for item in reversed(facts.base.of_kind("decision"))}
    yield from _removed(before, facts.project)
    for item in facts.project.of_kind("decision"):
        old = before.get(item.id) or _renumbered(item, before)
        if old is None or old.phase != "done":
            continue
        if _words(facts.base, old).replace(old.id, item.id) != _words(facts.project, item):
            yield Draft(
                item.place,
                f"{item.id} was accepted, and its words have changed since",
                "Take the change back, and write a new decision that supersedes this one.",
                item.id,
                about=(item.id,),
            )


def _renumbered(item: Item, before: dict[str, Item]) -> Item | None:
    """A decision as it was before it got another number."""
    found = (before[old] for old in item.formerly if old in before)
    return next((old for old in found if old.title == item.title), None)


def _removed(before: dict[str, Item], project: Project) -> Iterator[Draft]:
    """Decisions that were accepted and are gone, told where the first decision that is left stands."""
    left = project.of_kind("decision")
    renumbered = {(old, item.title) for item in left for old in item.formerly}
    for identifier, old in sorted(before.items()):
        if (identifier, old.title) in renumbered:
            continue
        if old.phase == "done" and identifier not in project.by_id and left:
            yield Draft(
                left[0].place,
                f"{identifier} {old.title} was accepted, and no document declares it any more",
                f"Restore {old.path}, and write a new decision that supersedes it.",
                identifier,
                about=(identifier, f"gone:{identifier}"),
            )


def _words(project: Project, item: Item) -> str:
    """What a decision says, without the fields and sections that may change after it was accepted."""
    document = project.by_path[item.path]
    changeable = {line.start for f in item.fields if f.key in _MAY_CHANGE for line in (f.line, *f.more)}
    words = [item.title]
    is_left_out = False
    blocks = document.outline.blocks
    for index in range(bisect_left(blocks, item.place.end, key=lambda block: block.start), len(blocks)):
        block = blocks[index]
        if block.start >= item.body.end:
            break
        if isinstance(block, Heading):
            is_left_out = block.line.text.strip().rstrip(":").casefold() in _LINKS
        if is_left_out:
            continue
        if isinstance(block, Heading):
            words.append(block.line.text)
        elif isinstance(block, Paragraph | Entry):
            words.extend(line.text for line in block.lines if line.start not in changeable)
        elif isinstance(block, Table):
            rows = (row for row in block.rows if not any(cell.start in changeable for cell in row))
            words.extend(cell.text for row in rows for cell in row)
        elif isinstance(block, Code):
            words.append(document.source.text(block.start, block.end))
    return " ".join(" ".join(words).split())
