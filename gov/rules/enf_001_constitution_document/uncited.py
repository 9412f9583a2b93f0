"""ENF-001.uncited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.principles import is_retired

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def uncited(facts: Facts) -> Iterator[Draft]:
    """No plan item, specification, task or decision cites a principle.

    A principle that nothing answers to is a wish (CONST-P10): either the work it asks for is missing, or
    nobody wrote down that it is done because of it.

    Cure it by citing it in the **References** of what serves it, or by removing it by amendment. A
    principle whose status or title says that it is withdrawn is left alone, and so is a project that holds
    nothing but principles.

    Fails at constitution.md:7:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: Security by Default

    Every default MUST be the safe one.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```

    Passes:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: Security by Default

    Every default MUST be the safe one.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1, CONST-P2
    ```
    """
    project = facts.project
    principles = project.of_kind("principle")
    if not principles or len(principles) == len(project.items):
        return
    graph = project.graph
    for item in principles:
        if any(resolution.reference.source != item.id for resolution in graph.down(item.id)) or is_retired(
            item
        ):
            continue
        yield Draft(
            item.place,
            f"{item.id} {item.title} is cited by nothing".replace("  ", " "),
            f"Name {item.id} in the **References** of what serves it.",
            item.id,
            about=(item.id, "kind:principle", "lost:principle", f"cites:{item.id}"),
        )
