"""What a baseline sets aside, what it never does, and what makes no difference to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gov.rulebook import Verdict, entries_of, fingerprints, new_findings, write_baseline
from gov.rulebook.baseline import can_be_set_aside
from tests.rules.judging import judge, places

TOML = b'[project]\nkinds = ["plan", "task"]\n\n[check]\nbaseline = "gov-baseline.json"\n'
PLAN = "### PLAN-001: Sign-in\n\n**Status**: Active\n\n"
TASK = (
    "### TASK-{n:03d} Do number {n}\n\n**Status**: Not Started\n**References**: {up}\n**Assignee**: Vacant\n"
    "**Estimated Effort**: S\n\n**Acceptance Criteria**:\n\n- [ ] Request {n} is answered within 200 ms\n\n"
)


def task(n: int, up: str = "PLAN-001") -> str:
    return TASK.format(n=n, up=up)


def project(*tasks: str, name: str = "tasks.md", plan: str = PLAN, **more: str) -> dict[str, bytes]:
    texts = {name: "".join(tasks), "plan.md": plan, **more}
    return {**{path: text.encode() for path, text in texts.items()}, "gov.toml": TOML}


def judged(files: dict[str, bytes], base: Verdict | None = None) -> Verdict:
    """The verdict on a project whose baseline holds what another verdict found."""
    entries = entries_of(base.findings) if base is not None else ()
    return judge({**files, "gov-baseline.json": write_baseline(entries)})


def left(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """What is found in a project once all that was found before is set aside."""
    return places(judged(after, judged(before)))


DANGLING = project(task(1, "PLAN-009"), task(2), task(3, "PLAN-008"))


def test_what_is_set_aside_fails_nothing_and_is_still_known() -> None:
    verdict = judged(DANGLING, judged(DANGLING))

    assert places(verdict) == []
    assert [f.item for f in verdict.baselined] == ["TASK-001", "TASK-003"]
    assert verdict.has_baseline
    assert not verdict.fails("info")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(project("\n" * 10, task(1, "PLAN-009"), task(2), task(3, "PLAN-008")), id="lines moved"),
        pytest.param(project(task(3, "PLAN-008"), task(2), task(1, "PLAN-009")), id="items changed places"),
        pytest.param(
            project(task(1, "PLAN-009"), task(2), task(3, "PLAN-008"), name="docs/t.md"), id="renamed"
        ),
        pytest.param(
            project(task(1, "PLAN-001, PLAN-009"), task(2), task(3, "PLAN-008")), id="further reference"
        ),
        pytest.param(
            project(task(1, "PLAN-009"), task(2), task(4), **{"b.md": task(3, "PLAN-008")}),
            id="moved to a file",
        ),
    ],
)
def test_nothing_is_new_after_what_means_nothing(after: dict[str, bytes]) -> None:
    assert left(DANGLING, after) == []


def test_a_second_finding_of_a_kind_is_new() -> None:
    after = project(task(1, "PLAN-009, PLAN-007"), task(2, "PLAN-009"), task(3, "PLAN-008"))

    assert left(DANGLING, after) == ["tasks.md:4:27 ENF-005.dangling", "tasks.md:15:17 ENF-005.dangling"]


def test_one_entry_sets_one_finding_aside() -> None:
    one = project(task(1), "[a](gone.md)\n")
    two = project(task(1), "[a](gone.md)\n\n[b](gone.md)\n")

    assert left(one, two) == ["tasks.md:14:5 ENF-014.broken-link"]
    assert left(two, one) == ["gov-baseline.json:4:5 ENF-013.stale-baseline"]


def test_a_further_lack_is_new_and_one_lack_less_is_not() -> None:
    without_one = project(task(1).replace("**Assignee**: Vacant\n", ""))
    without_two = project(
        task(1).replace("**Assignee**: Vacant\n", "").replace("**Estimated Effort**: S\n", "")
    )

    assert left(without_one, without_two) == [
        "gov-baseline.json:4:5 ENF-013.stale-baseline",
        "tasks.md:1:5 ENF-003.missing-field",
    ]
    assert left(without_two, without_one) == []


def test_a_finding_without_an_item_follows_its_file_when_that_is_renamed() -> None:
    text = "[a](gone.md)\n"
    before, after = project(task(1), **{"a.md": "### SPEC-001: A\n" + text}), project(task(1))

    renamed = {**after, "b.md": before["a.md"]}
    copied = {**before, "b.md": ("### SPEC-002: A\n" + text).encode()}

    assert [p for p in left(before, renamed) if "link" in p] == []
    assert [p for p in left(before, copied) if "link" in p] == ["b.md:2:5 ENF-014.broken-link"]


UNREAD = project(task(1).replace("**References**", "References"))


def errors(verdict: Verdict) -> list[str]:
    return [f.code for f in verdict.findings if f.severity == "error"]


def test_what_is_set_aside_hides_no_error_that_it_would_silence() -> None:
    """A field that is not in bold explains why it is missing; set aside, it explains nothing any more."""
    first = judged(UNREAD)
    second = judged(UNREAD, first)

    assert errors(first) == ["ENF-000.unread-field"]
    assert errors(second) == ["ENF-003.missing-field"]
    assert "ENF-000.unread-field" in {f.code for f in second.baselined}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"docs/a.md": b"### TASK-002 A\n\xff\n"}, "ENF-000.unreadable"),
        ({"docs/a.md": b"---\nkey: [\n---\n### TASK-002 A\n"}, "ENF-000.front-matter-invalid"),
        ({"docs/a.md": b"### TASK-002 A\n\n```\n"}, "ENF-000.unclosed-fence"),
        ({"docs/a.md": b"### TASK-002 A\n<!-- gov: ignore[ENF-003] -->\n"}, "ENF-013.no-reason"),
    ],
)
def test_what_hides_others_cannot_be_set_aside(files: dict[str, bytes], code: str) -> None:
    verdict = judge({**project(task(1)), "gov.toml": b"", **files})

    assert code in {f.code for f in verdict.findings}
    assert not can_be_set_aside(code)


def test_an_exception_in_the_text_comes_before_the_baseline() -> None:
    """The entry is not needed then, and yet not stale: its finding is there."""
    excuse = '<!-- gov: ignore[ENF-005.dangling] reason="soon" -->'
    after = project(task(1, f"PLAN-009 {excuse}"), task(2), task(3, "PLAN-008"))
    verdict = judged(after, judged(DANGLING))

    assert [f.finding.item for f in verdict.suppressed] == ["TASK-001"]
    assert [f.item for f in verdict.baselined] == ["TASK-003"]
    assert verdict.findings == ()


def test_an_entry_of_a_rule_that_does_not_run_is_left_alone() -> None:
    off = TOML.replace(b"[check]\n", b'[check]\nignore = ["ENF-005.dangling"]\n')
    cured = {**project(task(1), task(2), task(3)), "gov.toml": off}
    verdict = judged(cured, judged(DANGLING))

    assert [p for p in places(verdict) if "stale" in p] == []


def test_no_two_fingerprints_are_alike() -> None:
    found = judged(project(*(task(n, "PLAN-009") for n in range(1, 30)), "[a](gone.md)\n" * 5)).findings

    assert len(found) > 30
    assert len(set(fingerprints(found))) == len(found)


# New findings against a base.


def test_only_what_the_base_has_not_is_new() -> None:
    after = project("\n\n", task(1, "PLAN-009"), task(2, "PLAN-007"), task(3), name="docs/tasks.md")
    verdict = new_findings(judged(after), judged(DANGLING))

    assert places(verdict) == ["docs/tasks.md:17:17 ENF-005.dangling"]
    assert [f.item for f in verdict.known] == ["TASK-001"]


def test_what_lost_its_exception_is_new() -> None:
    excused = project(task(1, 'PLAN-009 <!-- gov: ignore[ENF-005.dangling] reason="soon" -->'))

    assert places(new_findings(judged(project(task(1, "PLAN-009"))), judged(excused))) == [
        "tasks.md:4:17 ENF-005.dangling"
    ]


def test_the_same_project_has_nothing_new() -> None:
    verdict = judged(DANGLING)

    assert new_findings(verdict, verdict).findings == ()
    assert new_findings(verdict, verdict).known == verdict.findings


def test_a_known_finding_hides_no_new_error() -> None:
    """The silenced error shows where only known findings silence it, and was not there before."""
    head = judged(UNREAD)
    before = replace(head, silenced=())

    assert errors(new_findings(head, before)) == ["ENF-003.missing-field"]
    assert errors(new_findings(head, head)) == []
    assert errors(new_findings(head, replace(before, findings=()))) == ["ENF-000.unread-field"]
