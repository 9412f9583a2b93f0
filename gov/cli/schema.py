"""`gov schema`: the published shape of what this tool reads and writes as data."""

from __future__ import annotations

import click

from gov.cli._printing import put
from gov.schemas import schema_names, schema_text


@click.command(short_help="Print the JSON Schema of gov.toml or of a JSON output.")
@click.argument("name", type=click.Choice(schema_names()))
def schema(name: str) -> None:
    """Print a published JSON Schema (2020-12): of gov.toml, of `gov check` or of `gov list` as JSON.

    Its `$id` ends in its version. Editors that know JSON Schema for TOML check gov.toml while you write.

    \b
    Examples:
      gov schema config > gov.schema.json
      gov schema check
    """
    put(schema_text(name))
