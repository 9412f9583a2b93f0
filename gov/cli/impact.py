"""`gov impact`: what a change to an item would touch."""

from __future__ import annotations

import click

from gov.cli._evidence import read_project_evidence
from gov.cli._items import complete_identifier, find_named, item_value
from gov.cli._loading import load
from gov.cli._printing import put_json, put_lines
from gov.text import printable


@click.command(short_help="List everything that stands on an item.")
@click.argument("identifier", shell_complete=complete_identifier)
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the answer is written.",
)  # fmt: skip
def impact(identifier: str, paths: tuple[str, ...], form: str) -> None:
    """List everything that stands on an item, nearest first: what a change to it would touch.

    \b
    Examples:
      gov impact CONST-P5
    """
    loaded = load(paths)
    project = loaded.project
    name = find_named(project, identifier)
    below = [
        project.graph.items[below]
        for below in project.graph.descendants(name)
        if below in project.graph.items
    ]
    if form == "json":
        evidence = read_project_evidence(loaded)
        put_json([item_value(found, project, evidence) for found in below])
        return
    kinds = [
        f"{n} {project.noun(k)}{'' if n == 1 else 's'}"
        for k in project.configuration.kinds
        if (n := sum(b.kind == k for b in below))
    ]
    item = project.graph.items.get(name)
    title = item.title if item else "(declared nowhere)"
    lines = [printable(f"{name} {title}: {', '.join(kinds) or 'nothing stands on it'}")]
    width = max((len(found.id) for found in below), default=0)
    for found in below:
        status = f"  [{found.status.name}]" if found.status else ""
        lines.append(printable(f"  {found.id:<{width}}  {found.title}{status}"))
    put_lines(lines)
