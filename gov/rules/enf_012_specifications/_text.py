"""Where a specification states what is required, and in which words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from gov.text import Entry, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Section
    from gov.project import Project
    from gov.text import Block

__all__ = ["REQUIREMENTS", "SCENARIOS", "requirements_of", "says_must", "texts_of"]

REQUIREMENTS = (
    "Requirements", "Requirement", "Functional Requirements", "User Requirements", "System Requirements",
    "Technical Requirements", "Detailed Requirements", "Non-Functional Requirements",
    "Nonfunctional Requirements", "Functional and Non-Functional Requirements", "Specification", "Rules",
    "Behaviour", "Behavior", "Functional Specification", "Exigences", "Exigences fonctionnelles",
    "Anforderungen", "Requisitos", "Requisiti", "Vereisten", "Wymagania", "要件", "要求事項", "機能要件",
    "需求", "요구사항", "Требования",
)  # fmt: skip
SCENARIOS = (
    "Acceptance Criteria", "Acceptance", "Acceptance Tests", "Acceptance Scenarios", "Scenarios",
    "User Scenarios", "User Scenarios & Testing", "User Stories", "Use Cases", "Examples",
    "Critères d'acceptation", "受け入れ基準",
)  # fmt: skip

_MUST = re.compile(
    r"\b(?:must|shall|should|required|recommended|ha[sv]e? to|needs? to|may not|cannot|MAY|WILL"
    r"|doit|doivent|devra|devront|devrait|muss|müssen|soll|sollen|sollte|darf|debe|deben|deberá|deve|devem|deverá"
    r"|devono|moet|moeten|musi|muszą|должен|должна|должны)\b"
)


def says_must(text: str) -> bool:
    """Whether a text says how binding it is, in capitals as RFC 2119 or in small letters."""
    return _MUST.search(text.lower()) is not None or _MUST.search(text) is not None


def texts_of(project: Project, item: Item) -> Iterator[str]:
    """The text of an item below its heading, code and comments left out."""
    for block in _blocks(project, item, item.place.end):
        yield from _texts(block)


def requirements_of(project: Project, item: Item, section: Section) -> list[str]:
    """The text below a section up to the next heading of its level or above."""
    found: list[str] = []
    for block in _blocks(project, item, section.place.end):
        if isinstance(block, Heading) and block.level <= section.level:
            break
        found.extend(_texts(block))
    return found


def _blocks(project: Project, item: Item, start: int) -> Iterator[Block]:
    blocks = project.by_path[item.path].outline.blocks
    for index in range(bisect_left(blocks, start, key=lambda block: block.start), len(blocks)):
        if blocks[index].start >= item.body.end:
            return
        yield blocks[index]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Entry):
        yield " ".join(line.text for line in block.lines)
    elif isinstance(block, Table):
        yield " ".join(cell.text for row in block.rows for cell in row)
    elif isinstance(block, Heading):
        yield block.line.text
