"""ENF-005.dangling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def dangling(facts: Facts) -> Iterator[Draft]:
    """A reference names an item that no document declares.

    The chain from the task to its reason ends in nothing: the item was deleted or renamed, or its number was mistyped.

    Cure it by naming an item that exists, or by declaring the one that is meant. `--unsafe-fixes` puts the nearest
    identifier in its place where exactly one is near.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-012 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-011: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-011 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-011: Sign-in

    **Status**: Active
    ```
    """
    for resolution in facts.project.graph.resolutions:
        if resolution.outcome != "dangling":
            continue
        reference = resolution.reference
        message = f"{reference.source} references {reference.target}, which no document declares"
        about = (reference.source, reference.target, f"kind:{reference.target_kind}")
        near = facts.project.nearest(reference.target, reference.target_kind)
        if near is None:
            help_text = f"Name an existing {facts.project.noun(reference.target_kind)}, or declare {reference.target}."
            yield Draft(reference.place, message, help_text, reference.source, about=about)
            continue
        fix = Fix(f"Replace {reference.written} with {near.id}", (Edit(reference.place, near.id),), is_safe=False)
        yield Draft(
            reference.place, message, f"did you mean {near.id} {near.title}?", reference.source,
            (Related(near.place, f"{near.id} is declared here"),), fix, about,
        )  # fmt: skip
