"""`gov graph`: the whole graph for other tools."""

from __future__ import annotations

import click

from gov.cli._loading import load
from gov.graph import export


@click.command()
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["json", "graphml", "dot", "mermaid"]), default="json", show_default=True,
    help="How the graph is written.",
)  # fmt: skip
def graph(paths: tuple[str, ...], form: str) -> None:
    """Write the traceability graph for other tools.

    \b
    Examples:
      gov graph --format graphml > project.graphml
      gov graph --format dot | dot -Tsvg > project.svg
    """
    made = load(paths).project.graph
    write = {
        "json": export.to_json,
        "graphml": export.to_graphml,
        "dot": export.to_dot,
        "mermaid": export.to_mermaid,
    }
    click.echo(write[form](made), nl=False)
