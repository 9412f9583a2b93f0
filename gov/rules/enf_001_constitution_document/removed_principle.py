"""ENF-001.removed-principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.principles import principles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Reference


@rule("error", needs=("base",))
def removed_principle(facts: Facts) -> Iterator[Draft]:
    """A principle of the base is gone, and something still cites it.

    Its citations now lead to nothing, and what was built because of it stands without a reason (CONST-P10).

    Cure it by restoring the principle, or by mending what cites it in the same change. Compared with the
    base revision, so it runs only where one is given. The citations are not reported one by one beside it.

    Fails at plan.md:4:27:

    ```markdown constitution.md base
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

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

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

    Passes:

    ```markdown constitution.md base
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

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

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
    """
    if facts.base is None:
        return
    now = principles_of(facts.project)
    gone = {
        identifier: item for identifier, item in principles_of(facts.base).items() if identifier not in now
    }
    if not gone:
        return
    citing: dict[str, list[Reference]] = {}
    for resolution in facts.project.graph.resolutions:
        if resolution.reference.target in gone:
            citing.setdefault(resolution.reference.target, []).append(resolution.reference)
    for identifier, item in sorted(gone.items()):
        here = citing.get(identifier)
        if here:
            names = ", ".join(dict.fromkeys(reference.source for reference in here))
            yield Draft(
                here[0].place,
                f"{identifier} {item.title} was removed and is still cited by {names}",
                f"Restore {identifier}, or take it out of what cites it.",
                here[0].source,
                tuple(Related(reference.place, f"{reference.source} cites it") for reference in here[1:]),
                about=(identifier,),
            )
