"""What to do about a kind that no document declares."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gov.rulebook import Facts, check
from tests.rules.judging import TODAY, judge, places, project_of, rulebook

TASKS = b"### TASK-001 A\n\n**References**: PLAN-001\n"


def help_of(files: dict[str, bytes]) -> str:
    """The help of the one finding about a kind."""
    (found,) = (f for f in judge(files).findings if f.code == "ENF-005.undeclared-kind")
    return found.help


def test_settings_are_named_where_there_are_some() -> None:
    project = {"tasks.md": TASKS, "gov.toml": b'[project]\nname = "Shop"\n'}

    assert help_of(project) == (
        "Add the document that declares PLAN-001, or correct [project] documents in gov.toml."
    )


def test_no_file_is_named_that_is_not_there() -> None:
    assert help_of({"tasks.md": TASKS}) == "Add the document that declares PLAN-001."


@pytest.mark.parametrize(
    ("path", "files", "place"),
    [
        ("gov.toml", {"notes.md": b"### TASK-001 A\n"}, "gov.toml:2:1"),
        ("../team.toml", {"notes.md": b"### TASK-001 A\n"}, "../team.toml:1:1"),
        ("", {"notes.md": b"### TASK-001 A\n", "a.md": b"### TASK-002 A\n"}, "a.md:1:1"),
        ("", {}, "gov.toml:1:1"),
    ],
)
def test_a_kind_that_is_kept_and_missing_is_told_where_the_settings_ask_for_it(
    path: str, files: dict[str, bytes], place: str
) -> None:
    project = project_of({"gov.toml": b'[project]\nkinds = ["plan"]\n', **files})
    configured = replace(project, configuration=replace(project.configuration, path=path))

    verdict = check(Facts(configured, TODAY), rulebook())

    (found,) = (f for f in verdict.findings if f.code == "ENF-005.undeclared-kind")
    assert places(verdict, "ENF-005.undeclared") == [f"{place} ENF-005.undeclared-kind"]
    assert found.location.end_column == (6 if place == "gov.toml:2:1" else 1)
