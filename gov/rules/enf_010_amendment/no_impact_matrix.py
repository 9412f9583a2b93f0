"""ENF-010.no-impact-matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.decided import decisions_of_change, text_of
from gov.rules.enf_010_amendment._amendment import amended, citing, matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = 5


@rule("error", needs=("change", "base"))
def no_impact_matrix(facts: Facts) -> Iterator[Draft]:
    """A principle changes, and the decision does not say what becomes of the items that cite it.

    They were made because of the principle as it was (CONST-P6). A table in the decision, a row for each of
    them, is the only proof that somebody looked.

    Cure it by a table whose first column names the items, and whose others say what becomes of each.

    Fails at adr/0001-versions.md:1:3:

    ````text CHANGE
    Title: Version the API
    Author: mira

    Task: TASK-001
    ````

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the versioned API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.1
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    **References**: CONST-P1 (API First)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    **References**: CONST-P1 (API First)
    ```

    ```markdown adr/0001-versions.md
    # ADR-0001: Version the API

    **Status**: Accepted
    **References**: CONST-P1 (API First)

    ## Context

    Clients break when the API changes.
    ```

    Passes:

    ````text CHANGE
    Title: Version the API
    Author: mira

    Task: TASK-001
    ````

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the versioned API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.1
    **Ratified**: 2026-01-10
    ```

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    **References**: CONST-P1 (API First)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    **References**: CONST-P1 (API First)
    ```

    ```markdown adr/0001-versions.md
    # ADR-0001: Version the API

    **Status**: Accepted
    **References**: CONST-P1 (API First)

    ## Context

    Clients break when the API changes.

    | item | what becomes of it |
    |---|---|
    | PLAN-001 | holds as it is |
    ```
    """
    made = [item for item in decisions_of_change(facts) if item.phase == "done"]
    rows = {name for item in made for row in matrix_of(facts, item) for name in row.items}
    for entry in amended(facts):
        named = [
            item for item in made if entry.identifier and entry.identifier in text_of(facts.project, item)
        ]
        if not named or entry.what == "added":
            continue
        cited = (item for item in citing(facts, entry.identifier) if item not in made)
        missing = [item for item in cited if item.id not in rows]
        if not missing:
            continue
        names = ", ".join(item.id for item in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        verb = "cites" if len(missing) == 1 else "cite"
        yield Draft(
            named[0].place,
            f"{named[0].id} does not say what becomes of {names}{more}, which {verb} {entry.identifier}",
            f"Add a table with a row for {names}{more}.",
            named[0].id,
            related=tuple(Related(item.place, f"{item.id} cites {entry.identifier}") for item in missing),
            about=(named[0].id, entry.identifier),
        )
