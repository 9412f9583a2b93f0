"""ENF-005.missing-upstream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


# Plan items, specifications and decisions have families that ask more of them.
_JUDGED_ELSEWHERE = frozenset(("principle", "plan", "spec", "decision"))


@rule("error")
def missing_upstream(facts: Facts) -> Iterator[Draft]:
    """An item names nothing that it is done for.

    A task that names no plan item and no specification cannot be followed up to a reason (CONST-P10). A
    reference that is torn counts as one: that is said where it is torn.

    Cure it by naming under **References** what the item implements. Which kinds count is `upstream` of
    the kind in `gov.toml`.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: CONST-P1 (Safety)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown constitution.md
    ### CONST-P1: Safety

    Nothing is lost.
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in), CONST-P1 (Safety)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown constitution.md
    ### CONST-P1: Safety

    Nothing is lost.
    ```
    """
    project = facts.project
    for kind, items in project.by_kind.items():
        settings = project.configuration.kinds[kind]
        upstream = frozenset(settings.upstream)
        if not upstream or kind in _JUDGED_ELSEWHERE:
            continue
        is_required = "references" in settings.required_fields
        nouns = " or ".join(project.noun(name) for name in settings.upstream)
        for item in items:
            kinds = [r.target_kind for r in item.references if r.relation == "references"]
            if not upstream.isdisjoint(kinds):
                continue
            if item.phase == "retired" or (is_required and "references" not in item.filled):
                # A field that is not there at all is what the family of the kind finds.
                continue
            yield Draft(
                item.place,
                f"{item.id} names no {nouns}",
                f"Name the {nouns} it serves under **References**.",
                item.id,
                about=(item.id, *(f"kind:{name}" for name in settings.upstream)),
            )
