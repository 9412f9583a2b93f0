"""What is said of an identifier that a character spoils which a reader takes for another, or does not see."""

from __future__ import annotations

import pytest

from tests.rules.judging import judge

FILES = {"tasks.md": b"### TASK-001 Sign in\n\n**Status**: In Progress\n"}


def told(description: str) -> list[str]:
    """The errors of a change with a description, each with its help."""
    change = f"Title: Sign users in\nFiles: M shop.py +1 -0\n\n{description}\n".encode()
    found = judge(FILES | {"CHANGE": change}).findings
    return [f"{f.message} | {f.help}" for f in found if f.severity == "error"]


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("TASK\u200b-001", "U+200B ZERO WIDTH SPACE"),
        ("TASK\u00ad001", "U+00AD SOFT HYPHEN"),
        ("T\u2060ASK-001", "U+2060 WORD JOINER"),
        ("TASK\u2011001", "U+2011 NON-BREAKING HYPHEN"),
        ("T\u0410SK-001", "U+0410 CYRILLIC CAPITAL LETTER A"),
        ("TASK-\u200e001", "U+200E LEFT-TO-RIGHT MARK"),
        ("TASK-00\ufe0f1", "U+FE0F VARIATION SELECTOR-16"),
    ],
)
def test_the_character_within_an_identifier_is_named(written: str, called: str) -> None:
    expected = (
        f"line 1 of the description names {written!r}, which is not written as an identifier: it holds "
        f"{called} | Did you mean TASK-001?"
    )

    assert told(f"Task: {written}") == [expected]


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("TASK-001\u0301", "U+0301 COMBINING ACUTE ACCENT"),
        ("TASK-001\u200b\u00e9", "U+200B ZERO WIDTH SPACE"),
        ("TASK-001\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("TASK-001\u00e9", "U+00E9 LATIN SMALL LETTER E WITH ACUTE"),
        ("x\u200dTASK-001", "U+200D ZERO WIDTH JOINER"),
    ],
)
def test_the_character_that_joins_an_identifier_to_another_word_is_named(written: str, called: str) -> None:
    expected = (
        f"the change names no task | TASK-001 stands as a part of another word, joined by {called}, "
        "where it does not count; write it as Task: TASK-001"
    )

    assert told(f"Task: {written}") == [expected]
