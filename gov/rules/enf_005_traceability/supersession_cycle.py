"""ENF-005.supersession-cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.graph import circles
from gov.rulebook import Draft, Facts, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Reference


@rule("error")
def supersession_cycle(facts: Facts) -> Iterator[Draft]:
    """Items supersede each other in a circle.

    Each of them says that another holds, so none does (CONST-P10).

    Cure it by deciding which one is the newest, and by taking out what it says of being superseded.

    Fails at adr/0001.md:4:17:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Accepted
    **Supersedes**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Accepted
    **Supersedes**: ADR-0001
    ```

    Passes:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Superseded
    **Superseded by**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Accepted
    **Supersedes**: ADR-0001
    ```
    """
    newer: dict[str, dict[str, Reference]] = {}
    for resolution in facts.project.graph.related("supersedes", "superseded-by"):
        reference = resolution.reference
        if resolution.outcome != "resolved":
            continue
        if reference.relation == "supersedes":
            newer.setdefault(reference.source, {}).setdefault(reference.target, reference)
        else:
            newer.setdefault(reference.target, {}).setdefault(reference.source, reference)
    for circle in circles({source: sorted(targets) for source, targets in newer.items()}):
        steps = [newer[a][b] for a, b in zip(circle, (*circle[1:], circle[0]), strict=True)]
        path = " -> ".join((*circle, circle[0]))
        yield Draft(
            steps[0].place,
            f"{circle[0]} supersedes itself: {path}",
            "Decide which one is the newest.",
            steps[0].source,
            tuple(Related(step.place, f"{step.source} names {step.target}") for step in steps[1:]),
            about=circle,
        )
