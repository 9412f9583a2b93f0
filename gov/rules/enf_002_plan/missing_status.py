"""ENF-002.missing-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import has_status

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def missing_status(facts: Facts) -> Iterator[Draft]:
    """A plan item has no status.

    Without one nobody knows whether it is a proposal or agreed, and work may begin on it too early
    (CONST-P6).

    Cure it by adding a line `**Status**: Proposed`. `[kinds.plan] required-fields` says which fields are
    required; a plan that needs no status leaves it out there.

    Fails at plan.md:1:5:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Owner**: Mira
    **References**: CONST-P1
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```
    """
    if "status" not in facts.project.configuration.kinds["plan"].required_fields:
        return
    for item in facts.project.of_kind("plan"):
        if not has_status(item):
            field = item.field("status")
            yield Draft(
                field.place if field is not None else item.place,
                f"{item.id} has no status",
                "Add a line **Status**: Proposed, or the status that is true.",
                item.id,
                about=(item.id,),
            )
