"""ENF-004.checklist-open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("change",))
def checklist_open(facts: Facts) -> Iterator[Draft]:
    """The description of a change has boxes that nobody ticked.

    A box is a question to the author: not ticked, it was not answered, or the work is not done (CONST-P9).
    A draft may have them.

    Cure it by doing what the box says and ticking it, or by taking out what does not apply.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001

    - [x] Tests were written
    - [ ] The change log says it
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
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

    - [x] Tests were written
    - [x] The change log says it
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    change = facts.change
    if change is None or change.request.is_draft or not change.claims.open_boxes:
        return
    boxes = change.claims.open_boxes
    first = " ".join(boxes[0].split())[:60] or "an empty one"
    more = f" and {len(boxes) - 1} more" if len(boxes) > 1 else ""
    yield about_change(
        facts,
        f"the description has boxes that nobody ticked: {first!r}{more}",
        "Tick what is done, and take out what does not apply.",
    )
