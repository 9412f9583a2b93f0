"""The page on configuration tells of every setting and every default there is."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from gov.config.defaults import DEFAULT_ALIASES, DEFAULT_KINDS, Phase
from gov.config.explanations import EXPLANATIONS
from gov.config.model import Kind
from gov.config.schema import json_schema
from gov.project.tree import SKIPPED_FOLDERS
from tests.conftest import ROOT
from tests.rules.judging import judge

PAGE = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
# What the schema gives no default for, in the words of the page.
IN_WORDS = {
    ("KindTable", "prefix"): "must be given",
    ("KindTable", "noun"): "its name",
    ("RuleTable", "code"): "must be given",
    ("RuleTable", "message"): "must be given",
    ("RuleTable", "select"): "all items",
    ("RuleTable", "require"): "nothing",
    ("RuleTable", "forbid"): "nothing",
    ("MetricTable", "name"): "must be given",
    ("MetricTable", "title"): "must be given",
    ("MetricTable", "of"): "must be given",
    ("MetricTable", "where"): "must be given",
    ("MetricTable", "out-of"): "all of the kind",
    ("AlertTable", "metric"): "must be given",
    ("AlertTable", "when"): "must be given",
}
SETTINGS = [(table, key) for table, keys in EXPLANATIONS.items() if table != "DocumentTable" for key in keys]


def default_of(table: str, key: str) -> str:
    """The default of a setting as the page writes it."""
    if (table, key) in IN_WORDS:
        return IN_WORDS[table, key]
    if table == "KindTable":
        value = getattr(Kind(prefix="X-"), key.replace("-", "_"))
        value = list(value) if isinstance(value, tuple) else value
    else:
        tables = json_schema()["$defs"]
        assert isinstance(tables, dict)
        value = tables[table]["properties"][key].get("default", {})
    return f"`{json.dumps(value)}`"


def codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


@pytest.mark.parametrize(("table", "key"), SETTINGS)
def test_a_setting_is_told_with_its_meaning_and_its_default(table: str, key: str) -> None:
    assert f"\n| `{key}` | {EXPLANATIONS[table][key]} | {default_of(table, key)} |\n" in PAGE


@pytest.mark.gov("TASK-044.3")
def test_every_setting_of_the_schema_has_a_meaning() -> None:
    schema = json_schema()
    tables = schema["$defs"]
    top = schema["properties"]
    assert isinstance(tables, dict)
    assert isinstance(top, dict)

    assert {(name, key) for name, table in tables.items() for key in table["properties"]} == set(SETTINGS)
    assert [name for name in top if f"\n## `[{name}" not in PAGE and f"\n## `[[{name}]]`" not in PAGE] == []


@pytest.mark.parametrize("name", DEFAULT_KINDS)
def test_a_built_in_kind_is_told_as_it_is(name: str) -> None:
    kind = DEFAULT_KINDS[name]
    form = (f"`{name}`", f"`{kind.prefix}`", str(kind.width), codes(kind.required_fields))
    chain = (f"`{name}`", codes(kind.references), codes(kind.upstream), codes(kind.implemented_by))

    assert f"\n| {' | '.join(form)} |\n" in PAGE
    assert f"\n| {' | '.join(chain)} |\n" in PAGE
    for phase in get_args(Phase):
        names = [status for status, stands_for in kind.statuses.items() if stands_for == phase]
        row = f"\n| `{name}` | `{phase}` | {', '.join(names)} |\n"
        assert (row in PAGE) is bool(names)


@pytest.mark.parametrize("phase", get_args(Phase))
def test_every_phase_is_told(phase: str) -> None:
    assert f"\n| `{phase}` | " in PAGE


@pytest.mark.parametrize("field", DEFAULT_ALIASES)
def test_every_field_is_told_with_the_names_it_has(field: str) -> None:
    assert f"\n| `{field}` | {', '.join(DEFAULT_ALIASES[field])} |\n" in PAGE


def test_every_folder_that_is_never_looked_at_is_told() -> None:
    assert [name for name in SKIPPED_FOLDERS if f"`{name}`" not in PAGE] == []


def test_a_rule_that_can_select_nothing_says_so_as_the_page_tells() -> None:
    """A misspelt field would else switch the rule off without a word."""
    settings = (
        '[[rules]]\ncode = "TEAM-001"\nmessage = "x"\n'
        'select.fields = {Onwer = "x"}\nrequire.fields = ["By"]\n'
    )
    documents = {"tasks.md": b"### TASK-001 A\n\n**Status**: Not Started\n", "gov.toml": settings.encode()}

    found = [finding.code for finding in judge(documents).findings]

    assert "TEAM-001" in found
    assert "is a finding under the rule's own code" in PAGE
