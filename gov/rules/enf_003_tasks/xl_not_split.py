"""ENF-003.xl-not-split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import TASK, effort_of

if TYPE_CHECKING:
    from collections.abc import Iterator


_PARTS = 2


@rule("info")
def xl_not_split(facts: Facts) -> Iterator[Draft]:
    """Work began on an XL task that was not split.

    More than two weeks without a finished part is more than anybody can review at once (CONST-P12). A
    task is split when another one names it, or when it depends on at least two others.

    Cure it by making tasks of its parts and naming them under **Dependencies**.

    Fails at tasks.md:6:23:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: XL

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: L

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    graph = facts.project.graph
    for item in facts.project.in_phase("running"):
        if item.kind != TASK:
            continue
        field = item.field("effort")
        if field is None or effort_of(field.value) != "XL":
            continue
        if len(graph.up(item.id, "depends-on")) >= _PARTS or graph.down(item.id):
            continue
        yield Draft(
            field.place,
            f"{item.id} is XL and in progress, and no task is a part of it",
            "Make tasks of its parts and name them under **Dependencies**.",
            item.id,
            about=(item.id,),
        )
