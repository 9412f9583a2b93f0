"""The reference tells of every command, format and setting."""

import importlib
import re
from pathlib import Path

import click
import pytest

import gov.cli
from gov import discovery
from gov.config.defaults import DEFAULT_ALIASES
from gov.config.explanations import EXPLANATIONS
from gov.config.schema import json_schema


@pytest.mark.parametrize("name", discovery.module_names(gov.cli))
def test_the_reference_tells_of_every_command_and_its_formats(name: str, root: Path) -> None:
    text = (root / "docs/reference/commands.md").read_text(encoding="utf-8")
    command: click.Command = getattr(importlib.import_module(f"gov.cli.{name}"), name)

    row = re.search(rf"^\| `gov {name.replace('_', '-')}[ `].*$", text, re.MULTILINE)

    assert row
    choices = [
        p.type.choices for p in command.params if isinstance(p.type, click.Choice) and p.name == "form"
    ]
    assert [form for forms in choices for form in forms if f"`{form}`" not in row.group()] == []


def test_every_setting_is_explained_in_the_schema_and_in_the_reference(root: Path) -> None:
    text = (root / "docs/reference/configuration.md").read_text(encoding="utf-8")
    schema = json_schema()
    tables = schema["$defs"]
    assert isinstance(tables, dict)

    assert {name: sorted(table["properties"]) for name, table in tables.items()} == {
        name: sorted(settings) for name, settings in EXPLANATIONS.items() if name != "DocumentTable"
    }
    for name, settings in EXPLANATIONS.items():
        if name != "DocumentTable":
            assert [key for key, said in settings.items() if f"| `{key}` | {said} |" not in text] == []
    assert [name for name in DEFAULT_ALIASES if f"`{name}`" not in text] == []
