"""ENF-004.status-forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.serving import CLOSED, served
from gov.rules.enf_004_pull_request_references._naming import about_change, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook.serving import Served


@rule("error", needs=("claims",))
def status_forbids(facts: Facts) -> Iterator[Draft]:
    """A change serves a task that was already closed where it began.

    What is done needs no more work, and what was withdrawn gets none (CONST-P10): the change serves
    something else. Judged is the status where the change left the base, so that a change may complete its
    task itself. A task that is gone and stands there under another number, with its title or its criteria, is
    the same task.

    Cure it by naming the task that is open, or by opening the task again in a change of its own.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    entries = served(facts)
    yield from _closed_meanwhile(facts, entries)
    if any(entry.judged.phase not in CLOSED for entry in entries):
        return
    for entry in entries:
        item = entry.judged
        status = item.status.name if item.status else ""
        was = status if item.id == entry.item.id else f"{item.id} and {status}"
        told = f"is added as {status}" if entry.is_new else f"was {was} before this change"
        yield about_change(
            facts,
            f"{place_of(entry.mention, facts)} names {entry.item.id}, which {told}",
            "Name an open task, or open this one again in a change of its own.",
            related=(Related(entry.item.place, f"{item.id} is declared here"),),
            about=(entry.item.id,),
        )


def _closed_meanwhile(facts: Facts, entries: tuple[Served, ...]) -> Iterator[Draft]:
    """Tasks that were open where the change began, and that the base has closed since."""
    for entry in entries:
        now = facts.base.by_id.get(entry.item.id) if facts.base else None
        if now and now[0].status and now[0].phase in CLOSED and entry.judged.phase not in CLOSED:
            yield about_change(
                facts,
                f"{entry.item.id} became {now[0].status.name} in the base after this change had begun",
                "Bring the branch up to date, and see whether the change is still wanted.",
                severity="warning",
                about=(entry.item.id,),
            )
