"""ENF-010.no-decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.decided import decisions_of_change, text_of
from gov.rules.enf_010_amendment._amendment import amended, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("change", "base"))
def no_decision(facts: Facts) -> Iterator[Draft]:
    """The constitution changes, and no accepted decision of the same change says why.

    Everything stands on the principles (CONST-P6): what moves them has to be decided, in writing, by people
    with names.

    Cure it by a decision in this change that names each principle it touches and is accepted. Words count,
    spaces and signs do not; so do words around the principles, since they say how these are changed.
    Versions, dates and the change log are left alone.

    Fails at constitution.md:3:5:

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

    ```markdown adr/0001-versions.md
    # ADR-0001: Version the API

    **Status**: Accepted
    **References**: CONST-P1 (API First)

    ## Context

    Clients break when the API changes.
    ```
    """
    entries = amended(facts)
    accepted = [item for item in decisions_of_change(facts) if item.phase == "done"]
    said = [text_of(facts.project, item) for item in accepted]
    vocabulary = facts.project.reader.vocabulary
    named = {token.id for text in said for token in vocabulary.tokens(text)}
    missing = [entry for entry in entries if entry.identifier and entry.identifier not in named]
    around = [entry for entry in entries if not entry.identifier and not _speaks_of_it(said)]
    if not (missing or around):
        return
    first = (missing or around)[0]
    what = ", ".join(f"{entry.identifier} is {entry.what}" for entry in missing) or "its text is changed"
    waiting = [item for item in decisions_of_change(facts) if item not in accepted]
    yield Draft(
        place_of(facts, first),
        f"the constitution is amended ({what}), and no accepted decision of this change says so",
        "Add a decision that names what it touches, with the status Accepted.",
        first.identifier,
        related=tuple(Related(item.place, f"{item.id} is not accepted") for item in waiting),
        about=tuple(entry.identifier for entry in missing),
    )


def _speaks_of_it(texts: list[str]) -> bool:
    return any("constitution" in text.casefold() for text in texts)
