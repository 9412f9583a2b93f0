"""ENF-005.label-of-another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule
from gov.rules.enf_005_traceability._misnamed import misnamed
from gov.rules.enf_005_traceability._torn import verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference


@rule("error", fix="unsafe")
def label_of_another(facts: Facts) -> Iterator[Draft]:
    """A reference carries the title of another item.

    Number and name disagree, and one of them is wrong: the task may be done for another reason than it
    says (CONST-P10).

    Cure it by correcting the number or the words in brackets. `--unsafe-fixes` trusts the words and
    writes the identifier that belongs to them, unless nothing would name the other item then.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Mail delivery)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A session ends within one second
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Mail delivery

    **Status**: Proposed
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

    ### PLAN-002: Mail delivery

    **Status**: Proposed
    ```
    """
    for reference, target, owner in misnamed(facts.project):
        if owner is None:
            continue
        place = reference.place
        yield Draft(
            place,
            f"{reference.source} {verb(reference)} {target.id} as {reference.label!r}, which is {owner.id}; "
            f"{target.id} is {target.title!r}",
            f"Write {owner.id} ({reference.label}) or {target.id} ({target.title}).",
            reference.source,
            tuple(Related(item.place, f"{item.id} {item.title}") for item in (owner, target)),
            _fix(reference, target, owner, facts),
            (reference.source, target.id, f"kind:{target.kind}", f"kind:{owner.kind}"),
        )


def _fix(reference: Reference, target: Item, owner: Item, facts: Facts) -> Fix | None:
    """Write the identifier that the label belongs to, unless nothing would name the other item then."""
    names = [resolution.reference for resolution in facts.project.graph.down(target.id)]
    if all(other.place == reference.place for other in names):
        return None
    return Fix(f"Write {owner.id}", (Edit(reference.place, owner.id),), is_safe=False)
