"""What to do about a kind that no document declares."""

from __future__ import annotations

from tests.rules.judging import judge

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
