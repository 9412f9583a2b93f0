"""What arose between two verdicts, and what was cured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import BASELINE_FILE, Facts, baseline_of, check, entries_of, write_baseline
from gov.rulebook.novelty import moved
from tests.rules.judging import TODAY, project_of, rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook import Finding, Verdict

TASKS = """\
### TASK-001 Sign in

**Status**: {}
**References**: PLAN-009
"""


def judged(status: str, **more: str) -> Verdict:
    """The verdict on a task that refers to nothing there is."""
    files = {name.replace("_", "."): text.encode() for name, text in more.items()}
    project = project_of({"tasks.md": TASKS.format(status).encode(), **files})
    return check(Facts(project, TODAY, baseline=baseline_of(project)), rulebook())


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_what_arose_and_what_was_cured_are_told_by_what_they_say() -> None:
    before, after = judged("Wont do"), judged("Not Started")

    assert "ENF-005.undeclared-kind" in codes(before.findings)
    assert codes(moved(before, after).arisen) == []
    assert codes(moved(before, after).cured) == ["ENF-003.bad-status"]
    assert codes(moved(after, before).arisen) == ["ENF-003.bad-status"]


def test_without_an_earlier_verdict_everything_arose() -> None:
    now = judged("Not Started")

    assert moved(None, now) == (now.findings, ())


def test_what_only_one_of_them_looked_for_is_neither_new_nor_cured() -> None:
    looking, not_looking = judged("Wont do"), judged("Wont do", gov_toml='[check]\nignore = ["ENF-003"]\n')

    assert "ENF-003.bad-status" in codes(looking.findings)
    for before, after in ((looking, not_looking), (not_looking, looking)):
        change = moved(before, after)
        assert "ENF-003.bad-status" not in codes((*change.arisen, *change.cured))


def test_a_baseline_cures_nothing() -> None:
    before = judged("Wont do")
    project = project_of({
        "tasks.md": TASKS.format("Wont do").encode(),
        "gov.toml": f'[check]\nbaseline = "{BASELINE_FILE}"\n'.encode(),
        BASELINE_FILE: write_baseline(entries_of(before.findings)),
    })  # fmt: skip
    after = check(Facts(project, TODAY, baseline=baseline_of(project)), rulebook())

    assert set(codes(before.findings)) <= set(codes(after.baselined))
    assert moved(before, after).cured == ()
