"""ENF-005.cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def cycle(facts: Facts) -> Iterator[Draft]:
    """Tasks wait for each other in a circle.

    None of them can begin before the others are done (CONST-P12).

    Cure it by taking out the dependency that does not hold, or by splitting the task both wait for.

    Fails at tasks.md:7:19:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: TASK-002

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Send mail

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: TASK-001

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
    **Dependencies**: TASK-002

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Send mail

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
    graph = facts.project.graph
    for circle in graph.cycles("depends-on"):
        steps = [
            next(r for r in graph.up(source, "depends-on") if r.reference.target == target)
            for source, target in zip(circle, (*circle[1:], circle[0]), strict=True)
        ]
        path = " -> ".join((*circle, circle[0]))
        yield Draft(
            steps[0].reference.place,
            f"{circle[0]} depends on itself: {path}",
            "Take out the dependency that does not hold.",
            circle[0],
            tuple(
                Related(step.reference.place, f"{step.reference.source} depends on {step.reference.target}")
                for step in steps[1:]
            ),
            about=circle,
        )
