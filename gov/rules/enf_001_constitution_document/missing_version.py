"""ENF-001.missing-version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.principles import title_place
from gov.rules.enf_001_constitution_document._document import fields
from gov.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document

_STATED = re.compile(r"(?:.{0,40}\bversion|.{0,40}\bv)[ :]{0,3}v?[0-9]+\.[0-9]+", re.IGNORECASE)


@rule("error")
def missing_version(facts: Facts) -> Iterator[Draft]:
    """The constitution states no version.

    A decision or review that cites the constitution cites one state of it; without a version nobody can say
    which (CONST-P10).

    Cure it with a line `**Version**: 1.0.0`, a row of a table or a key in the front matter.

    Fails at constitution.md:1:3:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## Governance

    A principle is amended by a decision.

    **Ratified**: 2026-01-10
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
    if document is None or not project.of_kind("principle") or any(fields(project, "version")):
        return
    if _is_stated(document):
        return
    empty = next((field for field in project.constitution_fields if field.key == "version"), None)
    yield Draft(
        empty.place if empty else title_place(document),
        f"{document.path} states no version",
        "Add a line **Version**: 1.0.0.",
        about=(f"path:{document.path}",),
    )


def _is_stated(document: Document) -> bool:
    """Whether the title, or a line of its own, names a version: `Version 1.2.0`."""
    for block in document.outline.blocks:
        if isinstance(block, Heading):
            if block.level == 1 and _STATED.match(block.line.text):
                return True
        elif isinstance(block, Paragraph) and _opens_with_version(block):
            return True
    return False


def _opens_with_version(block: Paragraph) -> bool:
    return any(line.text[:8].casefold() == "version " for line in block.lines)
