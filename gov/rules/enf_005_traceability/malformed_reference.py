"""ENF-005.malformed-reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rules.enf_005_traceability._torn import about, once_a_place, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def malformed_reference(facts: Facts) -> Iterator[Draft]:
    """A reference is almost an identifier and none.

    `PLAN_004` or `plan 4` names an item to people only: searches, links and checks do not see it
    (CONST-P10).

    Cure it by writing the identifier as the item's own heading has it. `--unsafe-fixes` does so where
    one item is plainly meant.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN_001 (Sign-in)
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
    torn = [r.reference for r in project.graph.misspelt if r.reference.spelling == "malformed"]
    for place, references in once_a_place(torn):
        reference = references[0]
        target = project.by_id.get(reference.target)
        noun = project.noun(reference.target_kind)
        fix = None
        help_text = f"Write the identifier of the {noun} that is meant."
        if target is not None and not reference.range_text:
            fix = Fix(f"Write {target[0].id}", (Edit(place, target[0].id),), is_safe=False)
            help_text = f"did you mean {target[0].id} {target[0].title}?"
        yield Draft(
            place,
            f"{reference.source} {verb(reference)} {reference.written!r}, "
            f"which is not the identifier of a {noun}",
            help_text,
            reference.source,
            fix=fix,
            about=about(reference, project),
        )
