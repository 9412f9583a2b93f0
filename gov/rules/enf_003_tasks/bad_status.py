"""ENF-003.bad-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import bad_statuses, status_place
from gov.rules.enf_003_tasks._tasks import worded_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_status(facts: Facts) -> Iterator[Draft]:
    """A task has a status that the project does not know.

    A status that is none of the agreed words is counted nowhere: the task is neither open nor done on
    any board (CONST-P10).

    Cure it by writing one of the statuses; more are added under `[kinds.task.statuses]` in `gov.toml`.
    `--unsafe-fixes` writes the nearest one, or the only one that a word such as `done` can mean.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progres
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    for kind in worded_kinds(facts.project):
        yield from bad_statuses(facts, kind)
    for kind in worded_kinds(facts.project):
        known = facts.project.configuration.kinds[kind].statuses
        for item in facts.project.of_kind(kind) if known else ():
            status = item.status
            if status is not None and not status.is_known and is_null(status.written):
                yield Draft(
                    status_place(item),
                    f"{item.id} has the status {status.written!r}, which is none",
                    f"Write one of: {', '.join(known)}.",
                    item.id,
                    about=(item.id,),
                )
