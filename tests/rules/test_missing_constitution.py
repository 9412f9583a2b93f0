"""Where it is said that the constitution is missing: at the setting that asks for one, wherever it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gov.rulebook import Facts, check
from tests.rules.judging import TODAY, places, project_of, rulebook

TOML = b'[project]\nkinds = ["principle", "plan"]\n'
PYPROJECT = b'[project]\nname = "x"\n\n[tool.gov.project]\nexclude = []\nkinds = ["principle", "plan"]\n'


@pytest.mark.parametrize(
    ("path", "data", "place", "end"),
    [
        ("gov.toml", TOML, "gov.toml:2:1", 6),
        ("pyproject.toml", PYPROJECT, "pyproject.toml:6:1", 6),
        ("team.toml", b"# Nothing\n\n" + TOML, "team.toml:4:1", 6),
        ("team.toml", b"project.kinds = [\n", "team.toml:1:1", 6),
        ("../elsewhere.toml", None, "../elsewhere.toml:1:1", 1),
        ("", None, "gov.toml:1:1", 1),
    ],
)
def test_a_missing_constitution_is_told_where_the_settings_ask_for_it(
    path: str, data: bytes | None, place: str, end: int
) -> None:
    files = {"gov.toml": TOML, "plan.md": b"### PLAN-001: One\n"} | ({path: data} if data else {})
    project = project_of(files)
    configured = replace(project, configuration=replace(project.configuration, path=path))

    verdict = check(Facts(configured, TODAY), rulebook())

    assert places(verdict, "ENF-001") == [f"{place} ENF-001.missing"]
    (finding,) = (f for f in verdict.findings if f.code == "ENF-001.missing")
    assert finding.location.end_column == end
