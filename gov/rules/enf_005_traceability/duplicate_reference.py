"""ENF-005.duplicate-reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference
    from gov.project import Project


_BEFORE = re.compile(rb"[ \t]{0,40},[ \t]{0,40}\Z")
_LONGEST_SEPARATOR = 81


@rule("info", fix="safe")
def duplicate_reference(facts: Facts) -> Iterator[Draft]:
    """A field names the same item twice.

    One of the two was meant to be another item, or is left over (CONST-P11).

    Cure it by deleting the second one, after a look at what was meant. `--fix` deletes it.

    Fails at tasks.md:4:37:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in), PLAN-001
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
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
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    project = facts.project
    for item in project.items:
        references = item.references
        if len({reference.target for reference in references}) == len(references):
            continue
        seen: dict[tuple[str, str, int], Reference] = {}
        numbers: dict[int, int] = {}
        for reference in references:
            key = (reference.target, reference.relation, reference.part)
            first = seen.setdefault(key, reference)
            if first is reference or reference.range_text or first.range_text:
                continue
            numbers = numbers or _fields(item)
            if numbers.get(id(first.line)) != numbers.get(id(reference.line)):
                continue
            yield Draft(
                reference.place,
                f"{item.id} names {reference.target} twice in one field",
                "Delete the second one, or name the item that was meant.",
                item.id,
                (Related(first.place, f"{reference.target} is named here"),),
                # Of two the one that is read as a reference has to stay.
                _fix(reference, project) if first.spelling != "malformed" else None,
                (item.id, reference.target, f"fields:{item.id}", f"kind:{reference.target_kind}"),
            )


def _fields(item: Item) -> dict[int, int]:
    """The number of the field that each line of an item belongs to."""
    numbers: dict[int, int] = {}
    for number, field in enumerate(item.fields):
        for line in (field.line, *field.more):
            numbers.setdefault(id(line), number)
    return numbers


def _fix(reference: Reference, project: Project) -> Fix | None:
    """The second naming taken out, with the comma before it."""
    place = reference.place
    data = project.by_path[place.path].source.data
    near = data[max(place.start - _LONGEST_SEPARATOR, 0) : place.start]
    comma = _BEFORE.search(near)
    label = b" (" + reference.label.encode() + b")" if reference.label else b""
    if comma is None or data[place.end : place.end + len(label)] != label:
        return None
    edit = Edit(Place(place.path, place.start - len(comma.group()), place.end + len(label)), "")
    return Fix(f"Delete the second {reference.target}", (edit,), is_safe=True)
