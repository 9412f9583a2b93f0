"""`gov graph`: the whole graph for other tools."""

from __future__ import annotations

import click

from gov.cli._loading import load
from gov.cli._printing import put, put_bytes
from gov.graph import export


@click.command(short_help="Write the traceability graph for other tools.")
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["json", "graphml", "dot", "mermaid"]), default="json",
    show_default=True, help="How the graph is written.",
)  # fmt: skip
def graph(paths: tuple[str, ...], form: str) -> None:
    """Write the traceability graph for other tools.

    \b
    Examples:
      gov graph --format graphml > project.graphml
      gov graph --format dot | dot -Tsvg > project.svg
    """
    made = load(paths).project.graph
    if form == "graphml":
        put_bytes(export.to_graphml(made))
        return
    write = {"json": export.to_json, "dot": export.to_dot, "mermaid": export.to_mermaid}
    put(write[form](made))
