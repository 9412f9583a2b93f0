"""ENF-005.width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._torn import verb

if TYPE_CHECKING:
    from collections.abc import Iterator


_TORN = frozenset(("ambiguous", "wrong-kind", "self", "missing-criterion"))


@rule("warning", fix="safe")
def width(facts: Facts) -> Iterator[Draft]:
    """A reference is written with another count of digits than its item.

    `PLAN-1` means PLAN-001 here and is another word to every search (CONST-P10). A reference that is
    written as the item's own heading is left alone, whatever its width.

    Cure it by writing the identifier as declared. `--fix` does so.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-1 (Sign-in)
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
    for resolution in facts.project.graph.misspelt:
        reference = resolution.reference
        target = resolution.target
        if reference.spelling != "width" or target is None or reference.range_text:
            continue
        if resolution.outcome in _TORN or reference.written.partition(".")[0] == target.declared_as:
            continue
        written = target.declared_as + (f".{reference.part}" if reference.part else "")
        place = reference.place
        yield Draft(
            place,
            f"{reference.source} {verb(reference)} {reference.written}, "
            f"which is declared as {target.declared_as}",
            f"Write {written}.",
            reference.source,
            (Related(target.place, f"{target.declared_as} is declared here"),),
            Fix(f"Write {written}", (Edit(place, written),), is_safe=True),
            (reference.source, target.id),
        )
