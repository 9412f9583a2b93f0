"""ENF-001.bad-date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.days import day_of
from gov.rules.enf_001_constitution_document._document import DATES, fields

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def bad_date(facts: Facts) -> Iterator[Draft]:
    """A date of the constitution is no day that there is, or is not written as ISO 8601.

    `10/01/2026` is another day in another country; a day that cannot be read cannot be compared
    (CONST-P10).

    Cure it by writing year, month and day: `2026-01-10`. The last amendment cannot lie before the
    ratification.

    Fails at constitution.md:12:15:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-02-30
    ```

    Passes:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```
    """
    project = facts.project
    if not project.of_kind("principle"):
        return
    ratified = None
    for field in fields(project, *DATES):
        day = day_of(field.value)
        message = ""
        if day is None:
            message = f"{field.label} {field.value[:60]!r} is not a day written as YYYY-MM-DD"
        elif field.key == "ratified":
            ratified = ratified or day
        elif field.key == "amended" and ratified is not None and day < ratified:
            message = f"{field.label} {day} lies before the ratification on {ratified}"
        if message:
            yield Draft(
                field.place,
                message,
                "Write year, month and day, for example 2026-01-10.",
                about=(f"path:{field.path}",),
            )
