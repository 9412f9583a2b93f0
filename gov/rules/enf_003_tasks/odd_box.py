"""ENF-003.odd-box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import TASK
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Criterion


_KNOWN = frozenset((" ", "x", "X", ""))


@rule("warning")
def odd_box(facts: Facts) -> Iterator[Draft]:
    """A criterion's box holds neither a space nor an x.

    Markdown knows two boxes; any other is shown as text, counts as open here and as nothing elsewhere
    (CONST-P9).

    Cure it with `[x]` for what is shown and `[ ]` for what is not; a criterion that was given up is
    deleted. A box needs a space after it.

    Fails at tasks.md:9:3:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [~] A user with a valid password is signed in
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
    for item in facts.project.of_kind(TASK):
        for criterion in item.criteria:
            mark = criterion.mark
            if mark == " " or (mark in _KNOWN and criterion.checked is not False):
                continue
            if criterion.is_struck:
                continue
            held = repr(criterion.mark) if criterion.mark else "nothing"
            yield Draft(
                _box(criterion, facts),
                f"the box of {criterion.id} holds {held}, which is neither open nor ticked",
                "Write [x] or [ ], with a space after it.",
                item.id,
                about=(criterion.id,),
            )


def _box(criterion: Criterion, facts: Facts) -> Place:
    """The box before a criterion, or its first word where the box is not to be seen."""
    place = criterion.place
    data = facts.project.by_path[place.path].source.data
    start = data.rfind(b"[", max(0, place.start - 12), place.start)
    return Place(place.path, start, place.start) if start >= 0 else place
