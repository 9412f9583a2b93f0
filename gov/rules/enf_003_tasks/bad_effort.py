"""ENF-003.bad-effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config import EFFORTS
from gov.items import is_null
from gov.rulebook import Draft, Edit, Facts, Fix, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_effort(facts: Facts) -> Iterator[Draft]:
    """A task has an effort that is none of S, M, L and XL.

    Efforts are compared and added up, which words of one's own cannot be (CONST-P9). Write S (under a day), M (one to three days), L (one to two weeks) or XL (more: split it).

    Fails at tasks.md:6:23:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: Huge

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        field = item.field("effort")
        if field is None or field.is_empty or is_null(field.value) or _is_known(field.value):
            continue
        word = field.value.split()[0].strip("*`.,()").upper()
        fix = None
        if word[:2] in {"XX", "XL"} or word in {"S", "M", "L"}:
            meant = "XL" if word[:1] == "X" else word
            fix = Fix(f"Write {meant}", (Edit(field.place, meant),), is_safe=False)
        yield Draft(
            field.place,
            f"{item.id} has the effort {field.value!r}; an effort is S, M, L or XL",
            "Write S (under a day), M (one to three days), L (one to two weeks) or XL (more).",
            item.id,
            fix=fix,
            about=(item.id,),
        )


def _is_known(value: str) -> bool:
    """Whether a value begins with an effort: `M`, `Medium`, `M (Medium)`, `L - two weeks`."""
    plain = value.strip().strip("*`").casefold()
    for word in EFFORTS:
        after = plain[len(word) : len(word) + 2].strip()
        if plain.startswith(word) and (not after or not (after[0].isalnum() or after[0] in "/+")):
            return True
    return False
