"""Which rules run, how severe each is, and what an exception in the text covers."""

from collections.abc import Iterator

import pytest
from inline_snapshot import snapshot

from gov.rulebook import SEVERITIES, Draft, Facts, Rule, Rulebook, check
from tests.rules.judging import TODAY, judge, places, project_of, rulebook

TORN = b"### TASK-001 A\n**Status**: Done\n**References**: PLAN-002\n"
PLAN = b"### PLAN-001: A\n"
FAMILIES = ("ENF-003", "ENF-005")


def found(settings: str, path: str = "tasks.md", task: bytes = TORN) -> list[str]:
    """The findings in one torn task under some settings, of two families."""
    files = {path: task, "plan.md": PLAN, "gov.toml": f"[check]\n{settings}\n".encode()}
    return [
        p for p in places(judge(files)) if p.startswith(path) and p.partition(" ")[2].startswith(FAMILIES)
    ]


def codes(settings: str, path: str = "tasks.md", task: bytes = TORN) -> set[str]:
    """The codes of these findings."""
    return {place.partition(" ")[2] for place in found(settings, path, task)}


def test_without_settings_everything_runs() -> None:
    assert found("") == snapshot(
        [
            "tasks.md:1:5 ENF-003.missing-field",
            "tasks.md:1:5 ENF-003.no-criteria",
            "tasks.md:2:13 ENF-003.bad-status",
            "tasks.md:3:17 ENF-005.dangling",
        ]
    )


@pytest.mark.parametrize(
    ("settings", "runs"),
    [
        ('select = ["ENF-005"]', {"ENF-005.dangling"}),
        ('select = ["ENF-005.dangling"]', {"ENF-005.dangling"}),
        ('select = ["ENF-005"]\nignore = ["ENF-005.dangling"]', set()),
        (
            'select = ["ENF-005"]\nextend-select = ["ENF-003.bad-status"]',
            {"ENF-005.dangling", "ENF-003.bad-status"},
        ),
        ('ignore = ["ENF-003"]', {"ENF-005.dangling"}),
        ('select = ["ENF-005.dangling"]\nignore = ["ENF-005"]', {"ENF-005.dangling"}),
        ('select = ["ENF-005.dangling"]\nignore = ["ENF-005.dangling"]', set()),
        (
            'ignore = ["ENF-005"]\nextend-select = ["ENF-005.dangling"]',
            {"ENF-005.dangling", "ENF-003.bad-status"},
        ),
    ],
)
@pytest.mark.gov("TASK-034.1")
def test_the_longest_entry_that_matches_decides(settings: str, runs: set[str]) -> None:
    assert {code for code in codes(settings) if code in {"ENF-005.dangling", "ENF-003.bad-status"}} == runs


def test_what_a_pattern_excuses_is_not_reported_in_its_files() -> None:
    settings = (
        'select = ["ENF-003", "ENF-005"]\nper-file-ignores = { "old/**" = ["ENF-003", "ENF-005.dangling"] }'
    )

    assert "ENF-005.dangling" in codes(settings)
    assert "ENF-005.dangling" not in codes(settings, "old/tasks.md")
    assert not {code for code in codes(settings, "old/tasks.md") if code.startswith("ENF-003")}


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", "error"), ('severity = { "ENF-005" = "info" }', "info"),
        ('severity = { "ENF-005.dangling" = "warning", "ENF-005" = "info" }', "warning"),
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-034.1")
def test_a_severity_is_set_for_a_code_or_a_family(settings: str, severity: str) -> None:
    files = {"tasks.md": TORN, "plan.md": PLAN, "gov.toml": f"[check]\n{settings}\n".encode()}

    severities = {f.severity for f in judge(files).findings if f.code == "ENF-005.dangling"}

    assert severities == {severity}


def test_a_check_fails_from_its_threshold_on() -> None:
    files = {"tasks.md": TORN, "plan.md": PLAN, "gov.toml": b'[check]\nselect = ["ENF-005.dangling"]\n'}
    verdict = judge(files | {"gov.toml": files["gov.toml"] + b'severity = { "ENF-005" = "warning" }\n'})

    assert [verdict.fails(severity) for severity in SEVERITIES] == [False, True, True]


@pytest.mark.parametrize(
    ("comment", "excused"),
    [
        ('<!-- gov: ignore[ENF-005.dangling] reason="follows" -->', True),
        ('<!-- gov: ignore[ENF-005] reason="follows" -->', True),
        ('<!-- gov: ignore[ENF-001, ENF-005.dangling] reason="follows" -->', True),
        ('<!-- gov: ignore[ENF-005.dangling] until=2026-06-01 reason="its last day" -->', True),
        ('<!-- gov: ignore[ENF-005.dangling] until=2026-05-31 reason="run out" -->', False),
        ('<!-- gov: ignore[ENF-005.dangling] until=soon reason="no date" -->', False),
        ("<!-- gov: ignore[ENF-005.dangling] -->", False),
        ('<!-- gov: ignore[ENF-005.dangling] reason=" " -->', False),
        ('<!-- gov: ignore[ENF-005.dang] reason="another code" -->', False),
        ('<!-- gov: ignore[] reason="no code" -->', False),
        ('<!-- gov: ignore reason="everything" -->', False),
        ('<!-- note: ignore[ENF-005.dangling] reason="not for us" -->', False),
    ],
)
@pytest.mark.parametrize(
    "document",
    [
        "### TASK-001 A\n**References**: PLAN-002 {}\n",
        "### TASK-001 A\n{}\n\n**References**: PLAN-002\n",
        "{}\n\n### TASK-001 A\n**References**: PLAN-002\n",
    ],
    ids=["line", "item", "file"],
)
@pytest.mark.gov("TASK-022.5")
def test_an_exception_with_a_reason_covers_its_line_its_item_or_its_file(
    document: str, comment: str, *, excused: bool
) -> None:
    verdict = judge({"tasks.md": document.format(comment).encode(), "plan.md": PLAN})

    reported = [f.code for f in verdict.findings if f.code == "ENF-005.dangling"]
    suppressed = [s.finding.code for s in verdict.suppressed if s.finding.code == "ENF-005.dangling"]
    assert (len(reported), len(suppressed)) == ((0, 1) if excused else (1, 0))


def test_an_exception_covers_nothing_beyond_its_item() -> None:
    task = b"### TASK-00%d A\n%s\n\n**References**: PLAN-002\n\n"
    excuse = b'<!-- gov: ignore[ENF-005.dangling] reason="follows" -->'
    document = task % (1, b"") + task % (2, excuse) + task % (3, b"")

    dangling = places(judge({"tasks.md": document, "plan.md": PLAN}), "ENF-005.dangling")

    assert dangling == snapshot(["tasks.md:4:17 ENF-005.dangling", "tasks.md:14:17 ENF-005.dangling"])


def test_a_rule_that_breaks_down_is_told_after_all_other_findings() -> None:
    def broken(facts: Facts) -> Iterator[Draft]:
        yield Draft(facts.project.items[0].place, facts.project.items[99].id)

    rules = (Rule("TEST-001.broken", "error", broken, "x"), *rulebook().rules)
    project = project_of({"tasks.md": TORN, "plan.md": PLAN})

    verdict = check(Facts(project, TODAY), Rulebook(rulebook().families, rules))

    assert [(failure.code, failure.error) for failure in verdict.failures] == snapshot(
        [("TEST-001.broken", "IndexError: tuple index out of range")]
    )
    assert "ENF-005.dangling" in {finding.code for finding in verdict.findings}
    assert "TEST-001.broken" not in verdict.rules_run


def test_findings_stand_in_the_one_order() -> None:
    verdict = judge({"b.md": TORN, "a.md": TORN.replace(b"TASK-001", b"TASK-002"), "plan.md": PLAN})

    keys = [finding.sort_key for finding in verdict.findings]

    assert keys == sorted(keys)
    assert len(keys) > 3


def test_what_hides_an_error_is_one() -> None:
    """A field that became a heading takes the status with it: said once, and not as a warning."""
    task = b"### TASK-001 A\n\n**Status**: Not Started\n---\n"
    severities = {f.code: f.severity for f in judge({"tasks.md": task}).findings}
    assert severities["ENF-000.swallowed-field"] == "error"
    assert "ENF-003.missing-field" not in severities


@pytest.mark.parametrize(
    "settings",
    ['severity = { "ENF-000.swallowed-field" = "info" }', 'per-file-ignores = { "*" = ["ENF-000"] }'],
)
def test_what_the_project_overlooks_hides_no_error(settings: str) -> None:
    task = b"### TASK-001 A\n\n**Status**: Not Started\n---\n"
    assert "tasks.md:1:5 ENF-003.missing-field" in found(settings, task=task)
