"""ENF-003.no-criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.items.item import STRUCK
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gov.items import Item


@rule("error")
def no_criteria(facts: Facts) -> Iterator[Draft]:
    """A task has no acceptance criteria.

    Nobody can tell when it is done, so it is done when somebody says so (CONST-P9). Criteria that are struck
    out are none.

    Cure it by listing below `**Acceptance Criteria**:` what will be seen when the task is done, each
    with a box.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    names = facts.project.configuration.fields.get("criteria", ())
    for item in facts.project.of_kind(TASK):
        criteria = item.criteria
        # One look at the first tells of nearly every task that a criterion stands.
        if (criteria and criteria[0].mark != STRUCK) or item.standing_criteria or item.phase == "retired":
            continue
        field = item.field("criteria")
        if (field is not None and not is_null(field.value)) or _has_text(item, names):
            continue
        yield Draft(
            item.place,
            f"{item.id} has no acceptance criteria",
            "List below **Acceptance Criteria**: what will be seen when it is done.",
            item.id,
            about=(item.id,),
        )


def _has_text(item: Item, names: Sequence[str]) -> bool:
    """Whether the criteria are told in prose or in a table."""
    section = item.section(*names)
    return section is not None and section.has_text and not (section.text and is_null(section.text))
