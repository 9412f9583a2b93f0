"""`gov list`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gov.cli._evidence import evidence_option, read_project_evidence
from gov.cli._items import item_value
from gov.cli._loading import Loaded, load
from gov.cli._printing import put_json, put_lines
from gov.errors import UsageError
from gov.text import cell_width, padded, printable

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project


@click.command(short_help="List the items of a project, or its documents.")
@click.argument("paths", nargs=-1)
@click.option(
    "--kind", help="Only items of this kind: principle, plan, spec, task, decision, or one of your own."
)
@click.option("--status", help="Only items of this status, for example 'In Progress'.")
@click.option(
    "--documents", is_flag=True, help="The documents instead of the items: what was taken for what."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the list is written.",
)  # fmt: skip
@evidence_option
def list(  # noqa: A001, PLR0913 - the name of the command, and an argument for each option
    paths: tuple[str, ...],
    kind: str | None,
    status: str | None,
    form: str,
    *,
    documents: bool,
    given: tuple[str, ...],
) -> None:
    """List the items of a project, or the documents they stand in.

    \b
    Examples:
      gov list --kind task --status "In Progress"
      gov list --documents
      gov list --format json | jq '.[].id'
    """
    loaded = load(paths)
    project = loaded.project
    if documents:
        _documents(project, form)
        return
    if kind is not None and kind not in project.configuration.kinds:
        message = f"no kind is called {kind!r}"
        raise UsageError(message, help=f"Known kinds: {', '.join(project.configuration.kinds)}.")
    evidence = read_project_evidence(loaded, given)
    items = [item for item in project.items if loaded.is_wanted(item.path) and _is_wanted(item, kind, status)]
    if form == "json":
        put_json([item_value(item, project, evidence) for item in items])
        return
    width = max((len(item.id) for item in items), default=0)
    shown = [(item, printable(_status(item))) for item in items]
    states = max((cell_width(status) for _, status in shown), default=0)
    lines = []
    for item, state in shown:
        line = project.by_path[item.path].source.position(item.place.start).line
        identifier = f"{printable(item.id):<{width}}"
        place = printable(f"{item.title}  ({item.path}:{line})")
        lines.append(f"{identifier}  {padded(state, states)}  {place}")
    put_lines(lines)
    if not items:
        click.echo(_why_none(loaded, kind, status), err=True)


def _why_none(loaded: Loaded, kind: str | None, status: str | None) -> str:
    if not loaded.project.items:
        return "No governed item was found here; 'gov list --documents' shows what was read."
    asked = [f"of kind {kind}"] if kind else []
    asked += [f"of status {status!r}"] if status else []
    asked += [f"in {', '.join(loaded.wanted)}"] if loaded.wanted else []
    return printable(f"No item {' '.join(asked)}.")


def _is_wanted(item: Item, kind: str | None, status: str | None) -> bool:
    return (kind is None or item.kind == kind) and (
        status is None or _status(item).casefold() == status.casefold()
    )


def _status(item: Item) -> str:
    return item.status.name if item.status else "-"


def _documents(project: Project, form: str) -> None:
    values = [
        {
            "path": document.path,
            "title": document.title,
            "dialect": document.dialect or None,
            "constitution": document.is_constitution,
            "items": {
                kind: count
                for kind in project.configuration.kinds
                if (count := sum(item.kind == kind for item in document.items))
            },
        }
        for document in project.documents
    ]
    if form == "json":
        put_json(values)
        return
    width = max((len(document.path) for document in project.documents), default=0)
    lines = []
    for document in project.documents:
        counts = [
            f"{count} {project.noun(kind)}{'' if count == 1 else 's'}"
            for kind in project.configuration.kinds
            if (count := sum(item.kind == kind for item in document.items))
        ]
        role = "constitution, " if document.is_constitution else ""
        held = ", ".join(counts) or "declares nothing"
        lines.append(printable(f"{document.path:<{width}}  {role}{document.dialect or 'not read'}: {held}"))
    put_lines(lines)
    if not project.documents:
        click.echo(
            "No governed document was found: none declares an item such as '### TASK-001 Title'.", err=True
        )
