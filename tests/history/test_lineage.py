"""An item that was renumbered is one item, whatever else has its old number now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.history.lineage import lineage
from tests.cli.running import gov, healthy
from tests.history.repositories import git
from tests.history.test_past import recorded

if TYPE_CHECKING:
    from pathlib import Path

    from gov.history import Past


def task(number: int, title: str = "Sign in", status: str = "Not Started", formerly: str = "") -> str:
    former = f"**Formerly**: {formerly}\n" if formerly else ""
    return f"### TASK-{number:03d} {title}\n\n**Status**: {status}\n{former}\n"


def told(past: Past, identifier: str) -> list[str]:
    return [
        f"{event.commit.when.day} {event.item} {event.what} {event.before} > {event.after}"
        for event in lineage(past, identifier)
    ]


def test_a_number_that_was_given_up_is_followed() -> None:
    past = recorded(
        {"a.md": task(1)},
        {"a.md": task(1, status="In Progress")},
        {"a.md": task(9, status="In Progress", formerly="TASK-001")},
        {"a.md": task(9, status="Completed", formerly="TASK-001")},
    )

    assert told(past, "TASK-009") == [
        "1 TASK-001 declared  > Sign in",
        "2 TASK-001 status Not Started > In Progress",
        "3 TASK-009 renumbered TASK-001 > TASK-009",
        "4 TASK-009 status In Progress > Completed",
    ]


def test_what_changed_beside_the_number_is_told_too() -> None:
    past = recorded({"a.md": task(1)}, {"a.md": task(9, "Sign users in", "In Progress", formerly="TASK-001")})

    assert told(past, "TASK-009")[1:] == [
        "2 TASK-009 renumbered TASK-001 > TASK-009",
        "2 TASK-009 retitled Sign in > Sign users in",
        "2 TASK-009 status Not Started > In Progress",
    ]


def test_numbers_are_followed_one_after_the_other() -> None:
    past = recorded(
        {"a.md": task(1)},
        {"a.md": task(5, formerly="TASK-001")},
        {"a.md": task(9, formerly="TASK-001, TASK-005")},
    )

    assert told(past, "TASK-009") == [
        "1 TASK-001 declared  > Sign in",
        "2 TASK-005 renumbered TASK-001 > TASK-005",
        "3 TASK-009 renumbered TASK-005 > TASK-009",
    ]


def test_a_number_that_another_item_took_in_the_same_commit_is_followed_up_to_it() -> None:
    past = recorded(
        {"a.md": task(1)},
        {"a.md": task(1, "Sign out") + task(9, formerly="TASK-001")},
        {"a.md": task(1, "Sign off") + task(9, formerly="TASK-001")},
    )

    assert told(past, "TASK-009") == [
        "1 TASK-001 declared  > Sign in",
        "2 TASK-009 renumbered TASK-001 > TASK-009",
    ]


def test_a_number_that_stayed_with_another_item_is_that_items() -> None:
    past = recorded(
        {"a.md": task(1, "Sign out")},
        {"a.md": task(1, "Sign out"), "b.md": task(9, formerly="TASK-001")},
    )

    assert told(past, "TASK-009") == ["2 TASK-009 declared  > Sign in"]
    assert told(past, "TASK-001") == ["1 TASK-001 declared  > Sign out"]


def test_items_that_name_each_other_end() -> None:
    past = recorded(
        {"a.md": task(1, formerly="TASK-002")},
        {"a.md": task(2, formerly="TASK-001")},
        {"a.md": task(1, formerly="TASK-002")},
    )

    assert told(past, "TASK-001")[-1] == "3 TASK-001 renumbered TASK-002 > TASK-001"


def test_the_command_shows_one_history_by_either_number(tmp_path: Path) -> None:
    healthy(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    gov(tmp_path, "renumber", "TASK-001", "TASK-009")
    git(tmp_path, "commit", "-q", "--all", "-m", "Give the task another number")

    now, before = (gov(tmp_path, "history", name) for name in ("TASK-009", "TASK-001"))

    assert now.code == 0
    assert "renumbered: TASK-001 -> TASK-009" in now.out
    assert " declared as " in now.out
    assert "removed" not in now.out
    assert before.out == now.out
