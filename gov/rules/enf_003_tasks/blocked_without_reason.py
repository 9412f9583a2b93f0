"""ENF-003.blocked-without-reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def blocked_without_reason(facts: Facts) -> Iterator[Draft]:
    """A task is blocked and does not say by what.

    Nobody can remove an obstacle that is not named (CONST-P12). Add **Blocked by**, or name the unfinished task in **Dependencies**, or write the reason behind the status.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Blocked
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Blocked
    **Blocked by**: no mail server to test with
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    graph = facts.project.graph
    for item in facts.project.of_kind("task"):
        if item.phase != "blocked" or item.status is None:
            continue
        reason = item.field("reason")
        if reason is not None and not is_null(reason.value):
            continue
        if len(item.status.written.strip("*`. ")) > len(item.status.name):
            continue
        # An unfinished dependency is a reason, and so is one that nothing declares: that is another finding.
        waits = [r for r in graph.references_of(item.id) if r.reference.relation == "depends-on"]
        if any(r.target is None or r.target.phase != "done" for r in waits):
            continue
        yield Draft(
            status_place(item),
            f"{item.id} is {item.status.name} and does not say by what",
            "Add **Blocked by**: and the obstacle, or name the task it waits for in **Dependencies**.",
            item.id,
            about=(item.id,),
        )
