"""ENF-003.not-started-with-checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


_BEFORE = frozenset(("proposed", "open"))


@rule("warning")
def not_started_with_checked(facts: Facts) -> Iterator[Draft]:
    """A task that has not started has ticked criteria.

    The board shows nobody at work while work is done, or a box was ticked that nothing stands behind
    (CONST-P10).

    Cure it by writing `In Progress`, or by clearing the box.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    - [ ] A wrong password is refused
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    - [ ] A wrong password is refused
    ```
    """
    for item in facts.project.of_kind(TASK):
        if item.phase not in _BEFORE or item.status is None:
            continue
        ticked = [criterion for criterion in item.criteria if criterion.checked]
        # All of them ticked is another mistake: then it is the status that lags behind.
        if not ticked or len(ticked) == (standing := len(item.standing_criteria)):
            continue
        count = f"{len(ticked)} of its {standing} criteria {'is' if len(ticked) == 1 else 'are'}"
        yield Draft(
            status_place(item),
            f"{item.id} is {item.status.name} while {count} ticked",
            "Say that the task has begun, or clear the box.",
            item.id,
            tuple(Related(criterion.place, f"{criterion.id} is ticked") for criterion in ticked),
            about=(item.id,),
        )
