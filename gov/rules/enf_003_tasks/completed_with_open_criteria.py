"""ENF-003.completed-with-open-criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_003_tasks._tasks import open_criteria, worded_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def completed_with_open_criteria(facts: Facts) -> Iterator[Draft]:
    """A task is called completed while criteria of it are open.

    The status claims what the criteria deny: whoever builds on the task builds on work that nobody
    showed (CONST-P9).

    Cure it by ticking what is shown, or by taking back the status. A box that holds neither a space nor
    an x counts as open. A criterion that is struck out as a whole (`~~so~~`) was taken back: it is neither
    open nor ticked, and keeps its number.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```
    """
    for kind in worded_kinds(facts.project):
        for item in facts.project.in_phase("done"):
            if item.kind != kind or not (left := open_criteria(item)) or item.status is None:
                continue
            count = len(item.standing_criteria)
            yield Draft(
                status_place(item),
                f"{item.id} is {item.status.name} while {len(left)} of its {count} "
                f"{'criterion' if count == 1 else 'criteria'} {'is' if len(left) == 1 else 'are'} open",
                "Tick what is shown, or take back the status.",
                item.id,
                tuple(Related(criterion.place, f"{criterion.id} is open") for criterion in left),
                about=(item.id, *(criterion.id for criterion in left)),
            )
