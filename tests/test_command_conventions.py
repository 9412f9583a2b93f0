"""What every command and report keeps: help with examples, options explained, a line in the README."""

import importlib
import re
from pathlib import Path

import click
import pytest

import gov.cli
import gov.reports
from gov import discovery

COMMANDS = discovery.module_names(gov.cli)
REPORTS = discovery.module_names(gov.reports)


def command(name: str) -> click.Command:
    found = getattr(importlib.import_module(f"gov.cli.{name}"), name)
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_is_for_and_shows_examples(name: str) -> None:
    text = command(name).help or ""

    assert text.partition("\n")[0].endswith(".")
    assert "Example" in text
    assert f"gov {name.replace('_', '-')}" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_says_what_it_does(name: str) -> None:
    options = [option for option in command(name).params if isinstance(option, click.Option)]

    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_tells_of_every_command(name: str, root: Path) -> None:
    assert f"`gov {name.replace('_', '-')}" in (root / "README.md").read_text(encoding="utf-8")


def test_the_readme_tells_of_every_report_format(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")

    assert [name for name in REPORTS if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_whom_it_is_for(name: str) -> None:
    assert (importlib.import_module(f"gov.reports.{name}").__doc__ or "").startswith("For ")


def test_the_documents_name_no_command_that_is_not_there(root: Path) -> None:
    there = {name.replace("_", "-") for name in COMMANDS}
    for document in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:`|\$ )gov ([a-z-]+)", (root / document).read_text(encoding="utf-8")))

        assert named - there == set(), document


def test_the_documents_name_no_make_target_that_is_not_there(root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"(?:`|\$ )make ([a-z-]+)", (root / document).read_text(encoding="utf-8")))

        assert named
        assert named - targets == set(), document
