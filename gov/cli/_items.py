"""Items in the words of the command line: looked up by identifier, written as JSON."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.cli._loading import load
from gov.errors import GovError, UsageError
from gov.metrics import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

    from gov.evidence import Evidence
    from gov.items import Item
    from gov.project import Project

__all__ = [
    "complete_identifier",
    "criterion_number",
    "find_named",
    "item_value",
    "naming_lines",
    "naming_value",
]

_LONGEST = 60


def find_named(project: Project, identifier: str) -> str:
    """The identifier that is meant, written with or without zeros, in any letter case.

    Something declares it, or at least names it. A criterion gives its item, a former identifier the one of
    today. Raises `UsageError` with the nearest identifier where there is none.
    """
    wanted = identifier.strip()
    token = project.reader.vocabulary.token_at(wanted.upper())
    canonical = token.id if token is not None and token.end == len(wanted) else wanted
    if canonical in project.formerly:
        return project.formerly[canonical].id
    for name in (canonical, wanted):
        if name and (name in project.graph.items or project.graph.naming(name)):
            return name
    near = get_close_matches(canonical, project.graph.items, n=1, cutoff=0.7)
    help_text = (
        f"Did you mean {near[0]} {project.graph.items[near[0]].title}?"
        if near
        else "'gov list' names them all."
    )
    shown = identifier if len(identifier) <= _LONGEST else f"{identifier[:_LONGEST]}\u2026"
    message = f"no document declares {shown!r}"
    raise UsageError(message, help=help_text)


def complete_identifier(
    ctx: click.Context,  # noqa: ARG001 - click's signature
    param: click.Parameter,  # noqa: ARG001 - as above
    incomplete: str,
) -> list[str]:
    """The identifiers of the project around the current folder that begin so, for a shell to complete."""
    try:
        items = load().project.graph.items
    except GovError:
        return []
    return [identifier for identifier in items if identifier.startswith(incomplete.upper())]


def criterion_number(project: Project, identifier: str) -> int:
    """The number after the dot of `TASK-004.2`, 0 where an item as a whole is named."""
    token = project.reader.vocabulary.token_at(identifier.strip().upper())
    return token.part if token is not None else 0


def naming_lines(identifier: str, project: Project) -> Iterator[str]:
    """Where an identifier that nothing declares is named, one reference a line."""
    for resolution in project.graph.naming(identifier):
        reference = resolution.reference
        title = project.graph.items[reference.source].title
        line = project.by_path[reference.place.path].source.position(reference.place.start).line
        yield f"named by {reference.source} {title}, {reference.place.path}:{line}"


def naming_value(identifier: str, project: Project) -> dict[str, object]:
    """An identifier that nothing declares as JSON, with every reference that names it."""
    found = [resolution.reference for resolution in project.graph.naming(identifier)]
    return {
        "id": identifier,
        "declared": False,
        "named_by": [
            {
                "id": reference.source,
                "relation": reference.relation,
                "path": reference.place.path,
                "line": project.by_path[reference.place.path].source.position(reference.place.start).line,
            }
            for reference in found
        ],
    }


def item_value(item: Item, project: Project, evidence: Evidence) -> dict[str, object]:
    """An item as the published schema of `gov list` has it."""
    source = project.by_path[item.path].source
    found = shown(evidence, item)
    fields: dict[str, str] = {}
    for field in item.fields:
        fields.setdefault(field.key or field.label, field.value)
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "status": item.status.name if item.status else None,
        "path": item.path,
        "line": source.position(item.place.start).line,
        "shown": found.item if found else None,
        "fields": fields,
        "references": [
            {
                "target": reference.target,
                "label": reference.label or None,
                "relation": reference.relation,
                "line": source.position(reference.place.start).line,
            }
            for reference in item.references
        ],
        "criteria": [
            {
                "id": criterion.id,
                "text": criterion.text,
                "checked": criterion.checked is True,
                "line": source.position(criterion.place.start).line,
                "shown": found.criteria[index] if found else None,
            }
            for index, criterion in enumerate(item.criteria)
            if not criterion.is_struck
        ],
    }
