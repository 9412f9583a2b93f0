"""ENF-001.missing-date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.principles import title_place
from gov.rules.enf_001_constitution_document._document import DATES, fields
from gov.text import Entry, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document

_STATED = re.compile(
    r"\b(?:ratified|adopted|amended|effective|updated|approved)\b.{0,20}[0-9]{4}-[0-9]{2}-[0-9]{2}",
    re.IGNORECASE,
)


@rule("error")
def missing_date(facts: Facts) -> Iterator[Draft]:
    """The constitution states no date.

    A principle binds from a day on. Without a date of ratification or amendment nobody can tell whether a
    decision was taken under it (CONST-P10).

    Cure it with a line such as `**Ratified**: 2026-01-10`, `**Last Amended**`, `**Last Updated**` or
    `**Date**`.

    Fails at constitution.md:1:3:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
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
    document = project.constitution
    if document is None or not project.of_kind("principle") or any(fields(project, *DATES)):
        return
    if _is_stated(document):
        return
    empty = next((field for field in project.constitution_fields if field.key in DATES), None)
    yield Draft(
        empty.place if empty else title_place(document),
        f"{document.path} states no date",
        "Add a line **Ratified**: with the day, for example 2026-01-10.",
        about=(f"path:{document.path}",),
    )


def _is_stated(document: Document) -> bool:
    return any(
        _STATED.search(line.text)
        for block in document.outline.blocks
        if isinstance(block, Paragraph | Entry)
        for line in block.lines
    )
