"""ENF-002.no-principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def no_principle(facts: Facts) -> Iterator[Draft]:
    """A plan item refers to no principle.

    What stands on no principle has no reason that the constitution knows (CONST-P6), and all work below it
    inherits that.

    Cure it by naming the principle in **References**, or another plan item that names one. Retired plan
    items are left alone, and so are projects that keep no principles.

    Fails at plan.md:1:5:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    ```

    Passes:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```
    """
    project = facts.project
    if not is_kept(project, "principle"):
        return
    graph = project.graph
    for item in project.of_kind("plan"):
        if (
            any(reference.target_kind == "principle" for reference in item.references)
            or item.phase == "retired"
        ):
            continue
        if graph.reaches(item.id, "principle"):
            continue
        yield Draft(
            item.place,
            f"{item.id} refers to no principle, directly or through another plan item",
            "Name the principle it serves in **References**.",
            item.id,
            about=(item.id, "kind:principle"),
        )
