"""Rules that a team writes in gov.toml: which items, what they need or must not have."""

from textwrap import dedent

import pytest
from inline_snapshot import snapshot

from tests.rules.judging import judge

DOCUMENTS = {
    "plan.md": (
        b"### PLAN-001: A\n**Status**: Rejected\n\n### PLAN-002: B\n**Status**: Active\n**Owner**: Kim\n"
    ),
    "tasks.md": (
        b"### TASK-001 A\n**Status**: In Progress\n**References**: PLAN-001\n**Assignee**: Mira\n\n"
        b"#### Risks\n\nNone known.\n\n"
        b"### TASK-002 B\n**Status**: Blocked\n**References**: PLAN-002\n**Dependencies**: TASK-001\n"
    ),
}  # fmt: skip


def told(rule: str) -> list[str]:
    toml = (
        '[check]\nselect = ["TEAM-001"]\n[[rules]]\ncode = "TEAM-001"\nmessage = "breaks the rule"\n'
        + dedent(rule)
    )
    verdict = judge({**DOCUMENTS, "gov.toml": toml.encode()})
    return [f"{f.location.path}:{f.location.line}: {f.severity}: {f.message}" for f in verdict.findings]


def lacks(rule: str) -> list[str]:
    """What each finding says that its item lacks."""
    return [line.partition("breaks the rule (")[2].removeprefix("is referred to by ") for line in told(rule)]


@pytest.mark.gov("TASK-022.4")
def test_a_required_field_is_missed() -> None:
    assert told('select = { kind = "plan" }\nrequire = { fields = ["Owner"] }') == snapshot(
        ["plan.md:1: error: PLAN-001: breaks the rule (field Owner is missing)"]
    )


def test_a_required_section_is_missed() -> None:
    assert told('select = { kind = "task" }\nrequire = { sections = ["Risks"] }') == snapshot(
        ["tasks.md:10: error: TASK-002: breaks the rule (section Risks is missing)"]
    )


@pytest.mark.gov("TASK-022.4")
def test_references_up_are_counted() -> None:
    assert told('select = { kind = "task" }\nrequire = { kinds = ["task"] }') == snapshot(
        ["tasks.md:1: error: TASK-001: breaks the rule (refers to 0 of at least 1: task)"]
    )


def test_references_down_are_counted() -> None:
    rule = 'select = { kind = "plan" }\nrequire = { kinds = ["task"], direction = "down", minimum = 2 }'

    assert told(rule) == snapshot(
        [
            "plan.md:1: error: PLAN-001: breaks the rule (is referred to by 1 of at least 2: task)",
            "plan.md:4: error: PLAN-002: breaks the rule (is referred to by 1 of at least 2: task)",
        ]
    )


def test_only_references_to_some_statuses_count() -> None:
    rule = 'select = { kind = "task" }\nrequire = { kinds = ["plan"], target-status = ["active"] }'

    assert lacks(rule) == snapshot(
        ["refers to 0 of at least 1: plan item of status active, and PLAN-001 is Rejected)"]
    )


@pytest.mark.gov("TASK-022.4")
def test_what_refers_to_an_item_with_another_status_is_told() -> None:
    rule = 'select = { kind = "plan" }\nrequire = { kinds = ["task"], direction = "down", %s }'

    assert lacks(rule % 'target-status = ["Blocked", "Completed"]') == snapshot(
        ["0 of at least 1: task of status Blocked or Completed, and TASK-001 is In Progress)"]
    )
    assert lacks(rule % 'target-status = ["Blocked"], minimum = 2') == snapshot(
        [
            "0 of at least 2: task of status Blocked, and TASK-001 is In Progress)",
            "1 of at least 2: task of status Blocked)",
        ]
    )


@pytest.mark.gov("TASK-022.4")
def test_what_is_forbidden_is_found() -> None:
    assert told('select = { kind = "task" }\nforbid = { fields = ["assignee"] }') == snapshot(
        ["tasks.md:1: error: TASK-001: breaks the rule (field assignee stands there)"]
    )
    assert told('forbid = { kinds = ["plan"], target-status = ["Rejected"] }') == snapshot(
        ["tasks.md:1: error: TASK-001: breaks the rule (refers to PLAN-001)"]
    )
    assert told('select = { kind = "plan" }\nforbid = { kinds = ["task"], direction = "down" }') == snapshot(
        [
            "plan.md:1: error: PLAN-001: breaks the rule (is referred to by TASK-001)",
            "plan.md:4: error: PLAN-002: breaks the rule (is referred to by TASK-002)",
        ]
    )


@pytest.mark.parametrize(
    ("select", "lines"),
    [
        ("{}", 4), ('{ kind = "task" }', 2), ('{ kind = ["task", "plan"] }', 4),
        ('{ status = "blocked" }', 1),
        ('{ status = ["Blocked", "Active"] }', 2), ('{ fields = { assignee = "mira" } }', 1),
        ('{ kind = "plan", fields = { Owner = "Kim" } }', 1), ('{ kind = "task", status = "Completed" }', 0),
    ],
)  # fmt: skip
def test_a_rule_is_about_the_items_that_meet_every_condition(select: str, lines: int) -> None:
    assert len(told(f'select = {select}\nrequire = {{ fields = ["Nothing"] }}')) == lines


def test_a_rule_has_its_own_severity() -> None:
    found = told('severity = "info"\nselect = { kind = "plan" }\nrequire = { fields = ["Owner"] }')

    assert [line.split(": ")[1] for line in found] == ["info"]


def test_a_field_that_says_nothing_is_missing_and_forbids_nothing() -> None:
    task = b"### TASK-001 A\n**Reviewer**: TBD\n**Blocker**: None\n"
    toml = (
        '[check]\nselect = ["TEAM"]\n'
        '[[rules]]\ncode = "TEAM-001"\nmessage = "m"\nrequire = { fields = ["Reviewer"] }\n'
        '[[rules]]\ncode = "TEAM-002"\nmessage = "m"\nforbid = { fields = ["Blocker"] }\n'
    ).replace('"TEAM"]', '"TEAM-001", "TEAM-002"]')
    assert [f.code for f in judge({"t.md": task, "gov.toml": toml.encode()}).findings] == ["TEAM-001"]


def test_a_field_has_all_its_names() -> None:
    assert told('select = { status = ["In Progress"] }\nrequire = { fields = ["Assigned to"] }') == []


def test_what_selects_by_a_field_that_no_item_has_is_told() -> None:
    assert told('select = { fields = { Asignee = "Mira" } }\nforbid = { kinds = ["plan"] }') == snapshot(
        ["gov.toml:1: error: the rule selects items by their field 'Asignee', and no item has one"]
    )
