"""Releases, changes of the policy and amendments are told with their days, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gov.config import read_configuration
from gov.history.revisions import revisions
from gov.metrics.milestones import milestones
from gov.project import FolderTree, load_project
from tests.site.building import CONSTITUTION, PLAN
from tests.site.test_history import committed, git

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "[check]\nfail-on = 'error'\n"


def told(folder: Path) -> list[tuple[str, str, str]]:
    project = load_project(FolderTree(folder), read_configuration(folder))
    with revisions(folder) as found:
        return [(str(one.when.date()), one.kind, one.words) for one in milestones(found, project)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    committed(
        tmp_path, {"gov.toml": SETTINGS, "constitution.md": CONSTITUTION, "plan.md": PLAN}, "Begin", day=2
    )
    return tmp_path


def test_the_first_commit_is_no_change_of_anything(folder: Path) -> None:
    assert told(folder) == []


def test_a_tag_other_settings_and_another_principle_are_told_in_their_order(folder: Path) -> None:
    git(folder, "tag", "v1.0")
    committed(folder, {"gov.toml": SETTINGS.replace("error", "warning")}, "Be strict", day=5)
    committed(folder, {"constitution.md": CONSTITUTION.replace("be shown", "be proven")}, "Amend", day=9)

    assert told(folder) == [
        ("2026-01-02", "release", "tag v1.0"),
        ("2026-01-05", "policy", "policy changed"),
        ("2026-01-09", "amendment", "amended CONST-P1"),
    ]


def test_what_says_the_same_is_none(folder: Path) -> None:
    """A comment in the settings, the version of the constitution, another text of it, other documents."""
    committed(folder, {"gov.toml": f"# Why\n{SETTINGS}"}, "Explain", day=3)
    committed(folder, {"constitution.md": CONSTITUTION.replace("1.0.0", "1.0.1")}, "Count", day=4)
    committed(folder, {"constitution.md": CONSTITUTION.replace("Whoever", "Who")}, "Shorten", day=5)
    committed(folder, {"plan.md": PLAN.replace("People", "They")}, "Reword", day=6)

    assert told(folder) == []


def test_settings_in_pyproject_are_policy_and_the_rest_of_it_is_not(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    own = "[tool.gov.check]\nfail-on = 'error'\n"
    committed(tmp_path, {"pyproject.toml": own, "plan.md": PLAN}, "Begin", day=2)
    committed(tmp_path, {"pyproject.toml": f"[project]\nname = 'x'\n{own}"}, "Name", day=3)
    committed(tmp_path, {"pyproject.toml": own.replace("error", "warning")}, "Be strict", day=4)

    assert told(tmp_path) == [("2026-01-04", "policy", "policy changed")]


def test_settings_that_could_not_be_read_then_stop_nothing(folder: Path) -> None:
    committed(folder, {"gov.toml": "= broken"}, "Break", day=3)
    committed(folder, {"gov.toml": SETTINGS.replace("error", "warning")}, "Mend", day=4)
    committed(folder, {"gov.toml": SETTINGS}, "Go back", day=5)

    assert told(folder) == [
        ("2026-01-04", "policy", "policy changed"),
        ("2026-01-05", "policy", "policy changed"),
    ]
