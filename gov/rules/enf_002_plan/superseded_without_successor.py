"""ENF-002.superseded-without-successor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def superseded_without_successor(facts: Facts) -> Iterator[Draft]:
    """A plan item is superseded, and nothing says by what.

    Whoever stands on it has to move to its successor and cannot find it (CONST-P10).

    Cure it by naming the successor: `**Superseded by**: PLAN-002`, or in the status itself. A plan item
    without a successor is Deprecated.

    Fails at plan.md:3:13:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Superseded
    **References**: CONST-P1
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Superseded
    **References**: CONST-P1
    **Superseded by**: PLAN-002

    ### PLAN-002: Sign-in

    **Status**: Proposed
    **Supersedes**: PLAN-001
    **References**: CONST-P1
    ```
    """
    graph = facts.project.graph
    for item in facts.project.of_kind("plan"):
        if item.phase != "retired" or item.status is None or item.status.name.casefold() != "superseded":
            continue
        if any(reference.relation == "superseded-by" for reference in item.references):
            continue
        if graph.down(item.id, "supersedes"):
            continue
        yield Draft(
            status_place(item),
            f"{item.id} is superseded, and names no successor",
            "Add a line **Superseded by**: with the identifier, or write Deprecated where there is none.",
            item.id,
            about=(item.id,),
        )
