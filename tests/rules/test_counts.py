"""Counts in messages, in the singular where there is one."""

from __future__ import annotations

import pytest

from tests.rules.judging import judge

TASK = "### TASK-001 A\n\n**Status**: Not Started\n\n**Acceptance Criteria**:\n"
DONE = TASK.replace("Not Started", "Completed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TASK + "- [ ] [outcome]\n- [ ] [outcome]\n", "and 1 more place like it"),
        (TASK + "- [ ] [outcome]\n" * 3, "and 2 more places like it"),
        (TASK + "- [x] A row is kept\n- [ ] A row is sent\n", "1 of its 2 criteria is ticked"),
        (TASK + "- [x] A row is kept\n" * 2 + "- [ ] A row is sent\n", "2 of its 3 criteria are ticked"),
        (DONE + "- [x] A row is kept\n- [ ] A row is sent\n", "1 of its 2 criteria is open"),
        (DONE + "- [ ] A row is kept\n- [ ] A row is sent\n", "2 of its 2 criteria are open"),
        (DONE + "- [ ] A row is kept\n", "1 of its 1 criterion is open"),
        ("### TASK-001 A\r\nText.\n", "1 other in"),
    ],
)
def test_one_is_written_in_the_singular(text: str, expected: str) -> None:
    messages = [finding.message for finding in judge({"tasks.md": text.encode()}).findings]

    assert [message for message in messages if expected in message], messages
