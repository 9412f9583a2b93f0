"""ENF-010.approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_010_amendment._amendment import amended, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("approvals", "base"))
def approvals(facts: Facts) -> Iterator[Draft]:
    """The constitution changes, and too few others approved it.

    Who writes an amendment cannot be the one who agrees to it (CONST-P6). How many others there have to be
    is a setting.

    Cure it by asking them. No event tells who approved a change: they are named on the command line, and
    where they are not, the diagnostic is listed as not run.

    Fails at constitution.md:3:5:

    ````text CHANGE
    Title: Version the API
    Author: mira
    Approved-By: mira

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
    Approved-By: jo

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
    """
    change, entries = facts.change, amended(facts)
    if change is None or not entries:
        return
    author = (change.request.author or "").casefold()
    others = {name for name in change.request.approvals or () if name.casefold() != author}
    wanted = change.settings.approvals
    if len(others) < wanted:
        wanted_words = "one other has" if wanted == 1 else f"{wanted} others have"
        who = ", ".join(sorted(others)) or "nobody else"
        yield Draft(
            place_of(facts, entries[0]),
            f"the constitution is amended, and {who} approved it where {wanted_words} to",
            "Ask somebody who did not write it.",
            entries[0].identifier,
            about=tuple(entry.identifier for entry in entries if entry.identifier),
        )
