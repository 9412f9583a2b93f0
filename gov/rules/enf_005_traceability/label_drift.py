"""ENF-005.label-drift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._misnamed import misnamed
from gov.rules.enf_005_traceability._torn import verb
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference


@rule("warning", fix="safe")
def label_drift(facts: Facts) -> Iterator[Draft]:
    """A reference carries words that are no name of its item.

    The item was renamed, or another one was meant; a reader trusts the words and a program the number
    (CONST-P10). The title, a part of it and its initials are names; a remark in lower case, such as
    `(partially)`, is none and is left alone.

    Cure it by writing the item's title. `--fix` does so.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Account recovery)
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
    for reference, target, owner in misnamed(facts.project):
        if owner is not None:
            continue
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} {target.id} as {reference.label!r}, "
            f"and its title is {target.title!r}",
            f"Write {target.id} ({target.title}).",
            reference.source,
            (Related(target.place, f"{target.id} {target.title}"),),
            _fix(reference, target, facts),
            (reference.source, target.id),
        )


def _fix(reference: Reference, target: Item, facts: Facts) -> Fix | None:
    """The title in place of the label, where both are plain text."""
    place = reference.place
    data = facts.project.by_path[place.path].source.data
    label = reference.label.encode()
    at = data.find(b"(" + label + b")", place.end, place.end + len(label) + 20)
    if at < 0 or any(c in target.title for c in "()*_`[]<>\\"):
        return None
    edit = Edit(Place(place.path, at + 1, at + 1 + len(label)), target.title)
    return Fix(f"Write {target.title}", (edit,), is_safe=True)
