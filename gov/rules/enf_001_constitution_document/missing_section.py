"""ENF-001.missing-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.principles import title_place
from gov.text import Heading, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document

_AMENDED = "A principle is changed by a decision that names it, says why, and raises the version."


@rule("error", fix="unsafe")
def missing_section(facts: Facts) -> Iterator[Draft]:
    """The constitution lacks a section that it must have.

    Without a section on governance or amendment nobody knows how a principle may be changed, and so every
    change of one is open to dispute (CONST-P6).

    Cure it by adding the section. By default one about governance, amendment, enforcement or compliance is
    required, under any of the usual names; `[kinds.principle] required-sections` lists others.
    `--unsafe-fixes` adds the heading and one sentence on how a principle is changed: see whether it is so.

    Fails at constitution.md:1:3:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ## History

    A principle is amended by a decision.

    **Version**: 1.0.0
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
    if document is None or not project.of_kind("principle"):
        return
    blocks = (block for other in project.constitutions for block in other.outline.blocks)
    headings = [_plain(block.line.text) for block in blocks if isinstance(block, Heading)]
    for section in project.configuration.kinds["principle"].required_sections:
        if any(_says(heading, name.casefold()) for name in section.names for heading in headings):
            continue
        name = section.names[0]
        yield Draft(
            title_place(document),
            f"{document.path} has no section {name}",
            f"Add a heading {name} and write down what it is about.",
            fix=_with_section(document, name),
            about=(f"path:{document.path}",),
        )


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _says(heading: str, name: str) -> bool:
    """Whether a heading holds a name as whole words; Japanese needs no words."""
    at = heading.find(name)
    if at < 0 or not name.isascii():
        return at >= 0
    return not heading[:at][-1:].isalpha() and not heading[at + len(name) :][:1].isalpha()


def _with_section(document: Document, name: str) -> Fix:
    data = document.source.data
    end = b"\r\n" if b"\r\n" in data else b"\n"
    line_end = end.decode()
    lead, tail = (line_end, line_end) if data.endswith(end) else (line_end * 2, "")
    text = f"{lead}## {name}{line_end}{line_end}{_AMENDED}{tail}"
    place = Place(document.path, len(data), len(data))
    return Fix(f"Add a section {name}", (Edit(place, text),), is_safe=False)
