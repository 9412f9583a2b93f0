"""Reading a document item by item gives what reading it whole gives, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gov.config import Configuration
from gov.history.contents import Contents, State, states_of
from gov.project import DocumentReader

READER = DocumentReader(Configuration())
# Every kind of line that opens, closes, hides or mentions something.
LINES = [
    "### TASK-001 Sign in", "### TASK-002: Sign out", "#### TASK-003 Deeper", "# TASK-004 Top",
    "## PLAN-001: A plan", "### TASK-005 through TASK-007", "### TASK-008.2 A criterion",
    "### TASK-9 Short", "### task-010 small", "##### Notes", "## Acceptance Criteria", "## Backlog",
    "**Status**: In Progress", "**Status**: Completed  ", "**Acceptance Criteria**:",
    "- [ ] One is seen", "- [x] Two is seen", "  - [x] Nested", "1. [ ] Ordered", "- Plain", "---",
    "===", "", "", "", "Prose.", "> ### TASK-011 Quoted", "- ### TASK-012 Listed",
    "    ### TASK-013 Indented", "```", "~~~", "<!--", "-->", "<div>", "</div>", "| a | b |",
    "|---|---|", "[x]: y", "[^1]: ### TASK-014", "**Status**: Blocked \\", "\ufeff### TASK-015 Marked",
    "### TASK-016 [x]", "###TASK-017 Close", "###\tTASK-018 Tab", "### TASK-019 Title ###",
    "### ADR-0001: A decision", "status: x",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES), max_size=40)


def whole(path: str, data: bytes) -> dict[str, State]:
    document = READER.document(path, data)
    return states_of(path, document.items) if document else {}


@settings(max_examples=1500, deadline=None)
@given(TEXTS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["tasks.md", "adr/0001-x.md"]))
def test_item_by_item_and_whole_are_the_same(lines: list[str], ending: str, path: str) -> None:
    data = ending.join(lines).encode()

    assert Contents(Configuration()).states(path, data) == whole(path, data)


@settings(max_examples=500, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_what_was_read_before_changes_nothing(texts: list[list[str]]) -> None:
    contents = Contents(Configuration())

    for lines in texts:
        data = "\n".join(lines).encode()
        assert contents.states("tasks.md", data) == whole("tasks.md", data)


@pytest.mark.gov("TASK-032.1")
def test_an_item_with_the_same_bytes_is_not_read_again() -> None:
    contents = Contents(Configuration())
    first, second = (f"### TASK-00{n} Title\n\n**Status**: Blocked\n\n".encode() for n in (1, 2))
    contents.states("tasks.md", first + second)
    one = contents.states("tasks.md", first + second)
    other = contents.states("tasks.md", first + second.replace(b"Blocked", b"Completed"))

    assert other["TASK-001"] is one["TASK-001"]
    assert other["TASK-002"].status == "Completed"
