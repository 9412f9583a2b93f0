"""ENF-010.downstream-stale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.decided import decisions_of_change, text_of
from gov.rules.enf_010_amendment._amendment import amended, matrix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_STALE = re.compile(
    r"\b(?:stale|outdated|obsolete|(?:has|have|needs?) to (?:change|be (?:changed|updated|mended)))\b",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"\b(?:not|no longer|never) (?:stale|outdated|obsolete)\b|\b(?:mended|updated) here\b", re.IGNORECASE
)


@rule("error", needs=("change", "base"))
def downstream_stale(facts: Facts) -> Iterator[Draft]:
    """The impact matrix calls an item stale, and nothing is done about it.

    The decision knows that the item no longer fits its principle (CONST-P6), and leaves it so.

    Cure it by mending the item in the same change, or by naming in its row the task that will. Stale is
    what the row calls stale, outdated or obsolete, or says has to change.

    Fails at adr/0001-versions.md:12:3:

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
    | PLAN-001 | stale |
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
    | PLAN-001 | stale, see TASK-001 |
    ```

    ```markdown tasks.md
    ### TASK-001 Version the sign-in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```
    """
    base, project = facts.base, facts.project
    if base is None or not amended(facts):
        return
    vocabulary = project.reader.vocabulary
    for decision in decisions_of_change(facts):
        for row in matrix_of(facts, decision):
            if not _STALE.search(row.text) or _FRESH.search(row.text):
                continue
            if any(t.kind == "task" and t.id in project.by_id for t in vocabulary.tokens(row.text)):
                continue
            for name in row.items:
                now, before = project.by_id.get(name), base.by_id.get(name)
                if now and before and text_of(project, now[0]) == text_of(base, before[0]):
                    yield Draft(
                        row.place,
                        f"{decision.id} calls {name} stale, and this change leaves it as it is",
                        f"Mend {name} in this change, or name in its row the task that will.",
                        decision.id,
                        related=(Related(now[0].place, f"{name} is declared here"),),
                        about=(name,),
                    )
