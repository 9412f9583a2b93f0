"""Numbers that branches have which nobody has merged yet: a document knows one other branch, not several."""

from __future__ import annotations

import pytest

from gov.history.branches import Against, Branches, Declared
from gov.history.contents import states_of
from gov.rulebook import Facts, check
from tests.rules.judging import TODAY, project_of, rules_of

HEALTHY = b"### TASK-001 Sign in\n\n**Status**: Not Started\n"
CRITERIA = "\n**Acceptance Criteria**:\n- [ ] A mail is sent\n- [x] A copy is kept\n"


def told(title: str, more: str, *branches: tuple[str, str, bool]) -> list[tuple[str, str, str]]:
    """Severity, message and help of what is found about the number of a new task, and a branch has it too."""
    task = f"### TASK-002 {title}\n\n**Status**: Not Started\n{more}"
    project = project_of({"tasks.md": HEALTHY + b"\n" + task.encode()})
    tip = project_of({"tasks.md": HEALTHY})
    declared = []
    for name, text, is_ours in branches:
        items = project_of({f"{name}.md": text.encode()}).items
        declared += [Declared(name, state, is_ours) for state in states_of(f"{name}.md", items).values()]
    known = Branches({"TASK-002": tuple(declared)}, frozenset({"TASK-001", "TASK-002", "TASK-003"}))
    against = Against("main", tip, tip, known)
    verdict = check(Facts(project, TODAY, against=against), rules_of("ENF-005"))
    assert verdict.failures == ()
    return [(f.severity, f.message, f.help) for f in verdict.findings if f.code == "ENF-005.number-taken"]


def test_a_number_that_another_branch_has_is_a_warning_that_names_the_first_in_the_alphabet() -> None:
    found = told(
        "Send mail",
        "",
        ("ours", "### TASK-002 Write mail\n", True),
        ("search", "### TASK-002 Search\n", False),
        ("filter", "### TASK-002\n\n**Status**: Not Started\n", False),
        ("same", "### TASK-002 Send mail\n", False),
    )

    assert found == [
        (
            "warning",
            "TASK-002 is 'Send mail' here and 'Search' on search, in search.md",
            "Give this one the next number that is free on every branch: gov renumber TASK-002 TASK-004",
        )
    ]


@pytest.mark.parametrize(
    ("title", "more", "there"),
    [
        ("Send mail", "", "### TASK-002 SEND  mail\n"),
        ("Send mail", CRITERIA, "### TASK-002 Write letters\n" + CRITERIA.replace("[x]", "[ ]")),
    ],
    ids=["the same title", "the same criteria"],
)
def test_the_same_item_on_another_branch_takes_no_number(title: str, more: str, there: str) -> None:
    assert told(title, more, ("mail", there, False)) == []


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_made_from_a_branch_is_not_held_against_it(*, is_ours: bool) -> None:
    found = told("Send mail", "", ("mail", "### TASK-002 Write letters\n", is_ours))

    assert bool(found) is not is_ours


def test_an_item_without_a_title_is_told_so() -> None:
    (found,) = told("", "", ("mail", "### TASK-002\n", False))

    assert found[1] == "TASK-002 is without a title here and without a title on mail, in mail.md"
