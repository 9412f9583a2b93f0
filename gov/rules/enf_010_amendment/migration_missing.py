"""ENF-010.migration-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.decided import decisions_of_change, text_of
from gov.rulebook.principles import is_retired, principles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project

_NAMED = 5


@rule("warning", needs=("base",))
def migration_missing(facts: Facts) -> Iterator[Draft]:
    """A principle was withdrawn, items still stand on it, and nothing says what becomes of them.

    They were made because of the principle (CONST-P6). Without it somebody has to say whether they stay, and
    because of what.

    Cure it by a decision that names the principle and says so, or by mending what cites it. Compared with the
    base: a decision counts that is new or says something else there. Of a principle that is gone altogether
    ENF-001.removed-principle tells what hangs; one that was only weakened is satisfied by what satisfied it.

    Fails at constitution.md:7:5:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: One Database

    Everything MUST be stored in one database.
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: One Database (withdrawn)

    Everything had to be stored in one database.
    ```

    ```markdown plan.md
    ### PLAN-001: Storage

    **Status**: Completed
    **References**: CONST-P2
    ```

    Passes:

    ```markdown constitution.md base
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: One Database

    Everything MUST be stored in one database.
    ```

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: One Database (withdrawn)

    Everything had to be stored in one database.
    ```

    ```markdown plan.md
    ### PLAN-001: Storage

    **Status**: Completed
    **References**: CONST-P2
    ```

    ```markdown adr/ADR-0001-several-databases.md
    # ADR-0001: Several Databases

    **Status**: Accepted
    **Date**: 2026-05-01
    **References**: CONST-P1

    ## Context

    CONST-P2 no longer fits.

    ## Decision

    PLAN-001 stays as it is; new parts may store elsewhere.

    ## Consequences

    Two backups.
    ```
    """
    project, base = facts.project, facts.base
    if base is None:
        return
    old = principles_of(base)
    for identifier, item in sorted(principles_of(project).items(), key=lambda entry: entry[1].place):
        before = old.get(identifier)
        if before is None or is_retired(before) or not is_retired(item):
            continue
        citing = _living(project, identifier)
        if citing and not _is_told(identifier, facts):
            names = ", ".join(other.id for other in citing[:_NAMED])
            more = f" and {len(citing) - _NAMED} more" if len(citing) > _NAMED else ""
            verb = "stands" if len(citing) == 1 else "stand"
            yield Draft(
                item.place,
                f"{identifier} {before.title} was withdrawn, {names}{more} still {verb} on it, and no "
                "decision says what becomes of that",
                f"Write a decision that names {identifier} and says what becomes of {names}{more}.",
                identifier,
                tuple(Related(other.place, f"{other.id} stands on it") for other in citing),
                about=(identifier,),
            )


def _living(project: Project, identifier: str) -> tuple[Item, ...]:
    """The items that cite a principle directly and are not themselves retired."""
    graph = project.graph
    found = dict.fromkeys(resolution.reference.source for resolution in graph.down(identifier))
    items = (graph.items[source] for source in found if source in graph.items and source != identifier)
    return tuple(item for item in items if item.phase != "retired")


def _is_told(identifier: str, facts: Facts) -> bool:
    """Whether a decision names a principle, and did not say so in the base already."""
    project = facts.project
    texts = (text_of(project, item) for item in decisions_of_change(facts))
    return any(token.id == identifier for text in texts for token in project.reader.vocabulary.tokens(text))
