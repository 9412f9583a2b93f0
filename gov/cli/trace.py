"""`gov trace`: why an item exists and what comes of it."""

from __future__ import annotations

import click

from gov.cli._items import complete_identifier, find_named
from gov.cli._loading import load
from gov.cli._printing import put, put_json, put_lines
from gov.cli._tree import branch_value, tree_lines
from gov.graph import export
from gov.graph import trace as walk
from gov.text import printable


@click.command(short_help="Follow an item up to its principles and down to its tasks.")
@click.argument("identifier", shell_complete=complete_identifier)
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "mermaid", "dot"]), default="text",
    show_default=True, help="How the chain is written.",
)  # fmt: skip
def trace(identifier: str, paths: tuple[str, ...], form: str) -> None:
    """Follow an item up to its principles and down to what stands on it.

    \b
    Examples:
      gov trace TASK-004
      gov trace PLAN-002 --format mermaid
    """
    project = load(paths).project
    name = find_named(project, identifier)
    graph = project.graph
    item = graph.items.get(name)
    up, down = walk(graph, name, "up"), walk(graph, name, "down")
    if form == "json":
        branches = {"up": branch_value(up, project), "down": branch_value(down, project)}
        put_json({"version": 1, "id": name, **branches})
        return
    if form != "text":
        above = (name, *graph.ancestors(name))
        only = {*above, *graph.descendants(name)}
        named = (r.reference.target for source in above for r in graph.references_of(source))
        absent = sorted({target for target in (name, *named) if target and target not in graph.items})
        write = export.to_mermaid if form == "mermaid" else export.to_dot
        put(write(graph, only, absent))
        return
    stands = "stands on nothing: it names no other item" if item else "stands on nothing that is known"
    put_lines(
        [
            printable(f"{name} {item.title if item else '(declared nowhere)'}"),
            "stands on:" if up.branches else stands,
            *tree_lines(up, "up", project),
            "carries:" if down.branches else "carries nothing: no other item names it",
            *tree_lines(down, "down", project),
        ]
    )
