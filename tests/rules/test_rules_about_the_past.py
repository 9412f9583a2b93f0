"""What the rules about the past say where a document cannot tell: merges, shallow clones, fixes, forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gov.history import Commit, Past, Recorder
from gov.rulebook import Facts, check, fixed
from tests.rules.judging import TODAY, judge, places, project_of, rules_of

TASKS = b"**Last Updated**: 2026-01-31\n\n### TASK-001 Sign in\n\n**Status**: Not Started\n"
FILES = {"tasks.md": TASKS}
LATER = datetime(2026, 3, 1, 12, tzinfo=UTC)


def commit(message: str = "Step", *, parents: tuple[str, ...] = ("1" * 40,), number: int = 9) -> Commit:
    return Commit(f"{number:x}" * 40, "Ada", LATER + timedelta(days=number - 9), message, parents)


def past_of(*commits: Commit, is_complete: bool = True) -> Past:
    """A past in which each commit changed the tasks."""
    recorder = Recorder()
    for each in commits:
        recorder.record(each, {"tasks.md": project_of(FILES).items})
    return recorder.past(since=reversed(commits), is_complete=is_complete)


def found(past: Past | None, family: str, files: dict[str, bytes] = FILES, today: date = TODAY) -> list[str]:
    verdict = check(Facts(project_of(files), today, past=past), rules_of(family))
    assert not verdict.failures, verdict.failures[0].trace
    return places(verdict, family)


def test_a_merge_needs_no_task_of_its_own() -> None:
    merge = commit("Merge branch 'TASK-404'", parents=("1" * 40, "2" * 40))

    assert found(past_of(merge), "ENF-011") == []
    assert found(past_of(merge._replace(parents=("1" * 40,))), "ENF-011") == [
        "tasks.md:1:1 ENF-011.commit-unknown-task"
    ]


def test_a_merge_that_asks_to_be_let_past_is_reported() -> None:
    merge = commit("Merge branch 'x' [skip gov]", parents=("1" * 40, "2" * 40))

    assert found(past_of(merge), "ENF-011") == ["tasks.md:1:1 ENF-011.bypass-marker"]


def test_a_commit_without_a_message_or_author_names_no_task() -> None:
    verdict = check(
        Facts(project_of(FILES), TODAY, past=past_of(commit("")._replace(author=""))), rules_of("ENF-011")
    )

    assert [f.message for f in verdict.findings if f.code.startswith("ENF-011")] == [
        "commit 9999999 () by nobody names no task"
    ]


def test_an_item_that_was_declared_once_may_be_named() -> None:
    past = past_of(commit("Task: TASK-001"))
    gone = {"tasks.md": TASKS.replace(b"TASK-001", b"TASK-002")}

    assert found(past, "ENF-011", gone) == []


def test_the_findings_of_commits_stand_in_the_settings_where_no_document_declares_a_task() -> None:
    files = {"gov.toml": b'[project]\nkinds = ["plan", "task"]\n', "plan.md": b"### PLAN-001: One\n"}
    project = project_of(files)
    configured = replace(project, configuration=replace(project.configuration, path="gov.toml"))

    verdict = check(Facts(configured, TODAY, past=past_of(commit())), rules_of("ENF-011"))

    assert places(verdict, "ENF-011") == ["gov.toml:1:1 ENF-011.commit-without-task"]


def test_a_project_that_keeps_no_tasks_is_not_asked_for_them() -> None:
    assert found(past_of(commit()), "ENF-011", {"plan.md": b"### PLAN-001: One\n"}) == []


def test_hostile_messages_are_read_and_shown_in_bounds() -> None:
    message = "[skip gov] " * 20_000 + "`" * 100_001 + '"' * 100_001 + "\nTask: " + "TASK-" * 50_000

    verdict = check(Facts(project_of(FILES), TODAY, past=past_of(commit(message))), rules_of("ENF-011"))

    assert not verdict.failures
    assert max(len(f.message) for f in verdict.findings) < 300


def test_without_history_the_rules_say_what_they_lack() -> None:
    lacking = dict(judge(FILES).rules_not_run)

    assert {code for code in lacking if "--history" in lacking[code]} == {
        "ENF-009.stale-proposed", "ENF-011.bypass-marker", "ENF-011.commit-unknown-task",
        "ENF-011.commit-without-task", "ENF-015.stalled-task", "ENF-015.updated-drift",
    }  # fmt: skip


def test_the_first_commit_of_a_shallow_clone_is_no_change() -> None:
    root = commit(parents=(), number=8)

    assert found(past_of(root, is_complete=False), "ENF-015") == []
    assert found(past_of(root), "ENF-015") == ["tasks.md:1:19 ENF-015.updated-drift"]
    assert found(past_of(root, commit(), is_complete=False), "ENF-015") == [
        "tasks.md:1:19 ENF-015.updated-drift"
    ]


@pytest.mark.parametrize(
    ("when", "parents", "is_stale"),
    [
        ("2026-02-01T11:59:00+00:00", 1, False),
        ("2026-02-01T12:00:00+00:00", 1, True),
        ("2026-03-02T12:00:00+00:00", 2, False),
        ("2026-03-03T12:00:00+00:00", 2, True),
    ],
    ids=["the same day in the west", "a later day everywhere", "merged in time", "merged much later"],
)
def test_a_day_is_stale_where_no_calendar_and_no_merge_explains_it(
    when: str, parents: int, is_stale: bool
) -> None:
    late = commit(parents=("1" * 40, "2" * 40)[:parents])._replace(when=datetime.fromisoformat(when))

    assert found(past_of(late), "ENF-015") == (["tasks.md:1:19 ENF-015.updated-drift"] if is_stale else [])


def test_the_fix_of_a_stale_day_holds_when_it_is_committed_on_the_same_day() -> None:
    verdict = check(Facts(project_of(FILES), TODAY, past=past_of(commit())), rules_of("ENF-015"))

    files = {path: after for path, (_, after) in fixed(verdict).files.items()}

    assert files == {"tasks.md": TASKS.replace(b"2026-01-31", b"2026-06-01")}
    today = commit()._replace(when=datetime(2026, 6, 1, 18, tzinfo=UTC))
    assert found(past_of(today), "ENF-015", files) == []


@pytest.mark.parametrize(
    ("written", "is_overdue"),
    [
        ("2026-05-31", True), ("2026-06-01", False), ("2026-05-31T10:00:00Z", True), ("May 31st, 2026", True),
        ("31 May 2026", True), ("31. Mai 2026", False), ("May 2026", True), ("June 2026", False),
        ("2026-05", True), ("2026-06", False), ("Q1 2026", True), ("2026-Q2", False), ("31/05/2026", False),
        ("2026-02-30", False), ("2026-13", False), ("December 9999", False), ("0000-01", False),
        ("Daily", True), ("Weekly during sprint planning", True), ("Monthly", True), ("monthly.", True),
        ("Quarterly", False), ("Every quarter", False), ("every 2 months", True), ("60 days", True),
        ("in two weeks", True), ("Each year", False), ("Yearly", False), ("Annual audit", False),
        ("999 years", False), ("0 days", False), ("Weeklyish", False), ("[Monthly]", False), ("days", False),
        ("in days", False), ("After the audit", False), ("As needed", False), ("N/A", False),
    ],
)  # fmt: skip
def test_a_next_review_is_a_day_or_begins_with_an_interval(written: str, is_overdue: bool) -> None:
    text = f"# SPEC-001: One\n\n**Next Review**: {written}\n**Last Updated**: 2026-03-31\n"

    overdue = found(None, "ENF-015", {"specs/SPEC-001.md": text.encode()})

    assert overdue == (["specs/SPEC-001.md:3:18 ENF-015.review-overdue"] if is_overdue else [])


def test_a_review_interval_counts_from_the_last_commit_where_the_history_is_read() -> None:
    files = {"tasks.md": b"**Next Review**: Monthly\n\n### TASK-001 Sign in\n\n**Status**: Not Started\n"}
    last = datetime(2026, 5, 15, tzinfo=UTC)

    assert found(None, "ENF-015", files) == []
    assert found(past_of(commit()), "ENF-015", files) == ["tasks.md:1:18 ENF-015.review-overdue"]
    assert found(past_of(commit(), commit()._replace(when=last)), "ENF-015", files) == []
