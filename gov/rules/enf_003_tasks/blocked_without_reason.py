"""ENF-003.blocked-without-reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item


_WAITS = re.compile(r"\b(?:block|wait|pending|until|depends? on|stuck|halted|on hold|lack)", re.IGNORECASE)
_NAMED = re.compile(r"block|reason|waiting|impediment|obstacle", re.IGNORECASE)


@rule("warning")
def blocked_without_reason(facts: Facts) -> Iterator[Draft]:
    """A task is blocked and does not say by what.

    Nobody can remove an obstacle that is not named (CONST-P10). A reason is a field such as **Blocked
    by**, words after the status, an unfinished task among the dependencies, or notes that say what it
    waits for.

    Cure it by writing **Blocked by**: and what the task waits for.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Blocked
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Blocked (the mail provider has not answered)
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    for item in facts.project.in_phase("blocked"):
        if item.kind == TASK and item.status is not None and not _reason(item, facts):
            yield Draft(
                status_place(item),
                f"{item.id} is {item.status.name} and does not say by what",
                "Write **Blocked by**: and what it waits for.",
                item.id,
                about=(item.id,),
            )


def _reason(item: Item, facts: Facts) -> bool:
    status = item.status
    if status is not None and len(re.findall(r"\w+", status.written)) > len(re.findall(r"\w+", status.name)):
        return True
    for field in item.fields:
        named = field.key == "reason" or (not field.key and _NAMED.search(field.label))
        if (named and not is_null(field.value)) or (field.key == "notes" and _WAITS.search(field.value)):
            return True
    if any(s.has_text and (_NAMED.search(s.name) or _WAITS.search(s.text)) for s in item.sections):
        return True
    waits_for = (r.target for r in facts.project.graph.up(item.id, "depends-on"))
    return any(target is not None and target.phase not in {"done", "retired"} for target in waits_for)
