"""Write the benchmark's project in our own dialect: Markdown as a careful team would keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.model import Document, Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["files"]

_METADATA = (
    "\n## Governance\n\nAn accepted decision changes a principle, and the version rises with it.\n"
    "\n## Metadata\n\n**Version**: 1.2.0  \n**Ratified**: 2026-01-05  \n**Last Amended**: 2026-02-01\n\n"
    "## Change Log\n\n- **1.2.0** (2026-02-01): Wording of two principles.\n"
    "- **1.0.0** (2026-01-05): First version.\n"
)


def files(documents: tuple[Document, ...]) -> dict[str, str]:
    """Give the text of each file by its path."""
    return {f"{document.path}.md": _text(document) for document in documents}


def _text(document: Document) -> str:
    if document.entries[0].kind is Kind.DECISION:
        return _decision(document.entries[0])
    items = "\n".join("".join(_item(entry)) for entry in document.entries)
    text = f"# {document.title}\n\n{document.intro}\n\n## Items\n\n{items}"
    return text + _METADATA if document.entries[0].kind is Kind.PRINCIPLE else text


def _item(entry: Entry) -> Iterator[str]:
    if entry.kind is Kind.PRINCIPLE:
        yield f"### {entry.id}: {entry.title}\n\n{entry.prose}\n"
        return
    separator = ":" if entry.kind is Kind.PLAN else ""
    yield f"### {entry.id}{separator} {entry.title}\n\n"
    yield "  \n".join(_fields(entry)) + "\n"
    if entry.kind is Kind.TASK:
        yield "\n**Acceptance Criteria**:\n"
        yield from (f"- [{'x' if one.checked else ' '}] {one.text}\n" for one in entry.criteria)
        yield f"\n**Implementation Notes**: {entry.prose}\n"
        return
    yield f"\n{entry.prose}\n"
    if entry.kind is Kind.SPEC:
        yield "\n#### Requirements\n\n"
        yield from (
            f"- FR-{position}: The system MUST satisfy this: {one.text}.\n"
            for position, one in enumerate(entry.criteria, start=1)
        )


def _fields(entry: Entry) -> Iterator[str]:
    yield f"**Status**: {entry.status}"
    yield "**References**: " + _references(entry)
    if entry.assignee:
        yield f"**Assignee**: {entry.assignee}"
    if entry.effort:
        yield f"**Estimated Effort**: {entry.effort}"
    if entry.dependencies:
        yield "**Dependencies**: " + ", ".join(entry.dependencies)
    if entry.blocked_by:
        yield f"**Blocked By**: {entry.blocked_by}"


def _references(entry: Entry) -> str:
    return ", ".join(f"{link.target} ({link.label})" for link in entry.links)


def _decision(entry: Entry) -> str:
    context, choice, outcome = entry.prose.split(". ")
    return (
        f"# {entry.id}: {entry.title}\n\n**Status**: {entry.status}  \n**Date**: {entry.date}  \n"
        f"**References**: {_references(entry)}\n\n## Context\n\n{context}.\n\n## Decision\n\n{choice}.\n\n"
        f"## Consequences\n\n{outcome}\n"
    )
