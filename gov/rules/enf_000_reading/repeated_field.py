"""ENF-000.repeated-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item
    from gov.project import Document, Project
    from gov.text import Place

# Of these an item has one; of references, dependencies and notes it may have several.
_SINGLE = ("status", "assignee", "effort")
_DEEP = 2


@rule("error")
def repeated_field(facts: Facts) -> Iterator[Draft]:
    """An item states its status, assignee or effort twice.

    Only the first counts, and readers see both: a task may look completed and count as not started. Often the
    heading between the two was lost, and a whole item with it (CONST-P10). Below a heading of its own, and
    deeper in a list, a second one is no mistake.

    Cure it by deleting one of the two, or by restoring the heading that parts them.

    Fails at tasks.md:6:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **Assignee**: Vacant

    **Status**: Completed
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **Assignee**: Vacant

    #### Sign in by mail

    **Status**: Completed
    ```
    """
    project = facts.project
    for item in _with_several(project):
        document = project.by_path[item.path]
        first: dict[str, Field] = {}
        for field in item.fields:
            if field.key not in _SINGLE:
                continue
            before = first.setdefault(field.key, field)
            if before is not field and _repeats(field, before, item, document):
                yield _draft(field, before, item)
                break


def _with_several(project: Project) -> list[Item]:
    """The items with several fields of which each should have one, in order of path and place."""
    found: dict[Place, Item] = {}
    for key in _SINGLE:
        before: Item | None = None
        for item, _ in project.fields_named(key):
            if item is before:
                found[item.place] = item
            before = item
    return [found[place] for place in sorted(found)]


def _repeats(field: Field, before: Field, item: Item, document: Document) -> bool:
    if field.is_empty or before.is_empty or field.line.start < item.body.start:
        return False
    if before.line.start < item.body.start:
        # Front matter says it as well: no mistake where both say the same.
        return (
            field.key == "status"
            and field.value.casefold() != before.value.casefold()
            and not (_below_heading(field, item))
        )
    prefix = _prefix(field, document)
    return prefix == _prefix(before, document) and not _below_heading(field, item)


def _below_heading(field: Field, item: Item) -> bool:
    return any(s.place.start < field.line.start for s in item.sections if s.level <= 6)  # noqa: PLR2004 - as in HTML


def _prefix(field: Field, document: Document) -> bytes:
    """What stands before the name of a field on its line: where it is deep, its whole place."""
    source = document.source
    start = source.offset_of_line(source.position(field.line.start).line)
    before = source.data[start : field.line.start].rstrip(b"*_")
    deep = len(before) - len(before.lstrip()) >= _DEEP
    return before + str(start).encode() if deep else before.strip(b" 0123456789")


def _draft(field: Field, before: Field, item: Item) -> Draft:
    return Draft(
        field.place,
        f"{item.id} states {field.label} again: {before.value[:40]!r} above, {field.value[:40]!r} here",
        "Delete one of the two, or restore the heading of the item that this line belongs to.",
        item.id,
        (Related(before.place, f"{item.id} states it here first, and this counts"),),
        about=(item.id, f"fields:{item.id}"),
    )
