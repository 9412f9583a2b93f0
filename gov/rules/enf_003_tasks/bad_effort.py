"""ENF-003.bad-effort."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.config import EFFORTS
from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rules.enf_003_tasks._tasks import EFFORT_NAMES, TASK, effort_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item


@rule("error", fix="unsafe")
def bad_effort(facts: Facts) -> Iterator[Draft]:
    """A task's effort is none of S, M, L and XL.

    Efforts can only be compared and added up while all are sizes of one scale (CONST-P12).

    Cure it by writing S, M, L or XL; `Medium` and `M (2 days)` are understood. `--unsafe-fixes` writes
    the nearest size where one is near.

    Fails at tasks.md:6:23:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: XXL

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: XL

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    before: Item | None = None
    # Thousands of lines say one of four things.
    sound: set[tuple[str, int, int, int]] = set()
    for item, field in facts.project.fields_named("effort"):
        # Of several the first one counts.
        is_first, before = item is not before, item
        written = (field.line.text, field.start, field.end, len(field.more))
        if not is_first or written in sound or item.kind != TASK or field.is_empty:
            continue
        if effort_of(value := field.value):
            if not field.more:
                sound.add(written)
            continue
        near = get_close_matches(value.casefold(), EFFORTS, n=1, cutoff=0.6)
        size = EFFORTS[near[0]] if near else ""
        yield Draft(
            field.place,
            f"{item.id} has the effort {value[:60]!r}, which is not {EFFORT_NAMES}",
            f"did you mean {size}?" if size else f"Write {EFFORT_NAMES}.",
            item.id,
            fix=Fix(f"Write {size}", (Edit(field.place, size),), is_safe=False)
            if size and not field.more
            else None,
            about=(item.id,),
        )
