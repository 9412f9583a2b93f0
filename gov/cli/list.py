"""`gov list`: what there is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from gov.cli._items import item_value
from gov.cli._loading import load
from gov.errors import UsageError
from gov.text import printable

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project


@click.command()
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
def list(  # noqa: A001 - the name of the command
    paths: tuple[str, ...], kind: str | None, status: str | None, form: str, *, documents: bool
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
    items = [item for item in project.items if loaded.is_wanted(item.path) and _is_wanted(item, kind, status)]
    if form == "json":
        click.echo(json.dumps([item_value(item, project) for item in items], ensure_ascii=False, indent=2))
        return
    width = max((len(item.id) for item in items), default=0)
    states = max((len(_status(item)) for item in items), default=0)
    for item in items:
        line = project.by_path[item.path].source.position(item.place.start).line
        place = f"{item.path}:{line}"
        click.echo(printable(f"{item.id:<{width}}  {_status(item):<{states}}  {item.title}  ({place})"))


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
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    width = max((len(document.path) for document in project.documents), default=0)
    for document in project.documents:
        counts = [
            f"{count} {project.noun(kind)}{'' if count == 1 else 's'}"
            for kind in project.configuration.kinds
            if (count := sum(item.kind == kind for item in document.items))
        ]
        role = "constitution, " if document.is_constitution else ""
        held = ", ".join(counts) or "declares nothing"
        click.echo(printable(f"{document.path:<{width}}  {role}{document.dialect or 'not read'}: {held}"))
    if not project.documents:
        click.echo("No governed document was found: none declares an item such as '### TASK-001 Title'.")
