"""How long a description may be and is read to its end, and what is said of one that is longer."""

from __future__ import annotations

import pytest

from gov.change import ChangeRequest, Claims, claims_of
from tests.rules.judging import judge, project_of

FILES = {"tasks.md": b"### TASK-001 Sign in\n\n**Status**: In Progress\n"}
OF_GITHUB = 65_536


def claims(body: str) -> Claims:
    project = project_of(FILES)
    return claims_of(ChangeRequest(body=body), project.reader.vocabulary, project.configuration.change)


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "# a\n",
        "- a\n",
        "> a\n\n",
        "|a|b|\n|-|-|\n",
        "TASK-002 ",
        "- [ ] TASK-002\n",
        "*a* ",
        "`a` ",
        "task 2 ",
    ],
)
def test_the_longest_description_of_github_is_read_to_its_end(piece: str) -> None:
    end = "\n\nTask: TASK-001\n"
    body = (piece * OF_GITHUB)[: OF_GITHUB - len(end)] + end

    found = claims(body)

    assert found.beyond == ""
    assert [m.token.id for m in found.mentions if m.is_claimed] == ["TASK-001"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Task: TASK-001\n\n" + "a\n" * 80_000, "it has more than 120,000 pieces"),
        ("Task: TASK-001\n\n" + "TASK-001 " * 10_001, "it names more than 10,000 items"),
        ("Task: TASK-001\n\n" + "a" * (1 << 20), "it is larger than 1 MB"),
        ("Task: TASK-001\n\n<p>" + "<b>" * 40_000, "it has more than 40,000 tags"),
    ],
    ids=["pieces", "items", "bytes", "tags"],
)
def test_a_description_that_nobody_reads_names_nothing_and_that_is_said(body: str, why: str) -> None:
    change = b"Title: Sign users in\nFiles: M shop.py +1 -0\n\n" + body.encode()
    told = [f.message for f in judge(FILES | {"CHANGE": change}).findings if f.code == "ENF-004.none"]

    assert claims(body).beyond == why
    assert claims(body).mentions == ()
    assert told == [f"the change names no task: its description is not read, as {why}"]


def test_a_title_counts_beside_a_description_that_nobody_reads_and_that_is_said() -> None:
    change = b"Title: TASK-001: sign users in\nFiles: M shop.py +1 -0\n\nTask: TASK-099\n\n" + b"a" * (
        1 << 20
    )

    found = judge(FILES | {"CHANGE": change}).findings
    told = [(f.severity, f.message) for f in found if f.code == "ENF-004.description-unread"]

    assert [f.code for f in found if f.code in {"ENF-004.none", "ENF-004.unknown-task"}] == []
    assert told == [("warning", "the description of the change is not read, as it is larger than 1 MB")]


def test_samples_of_code_may_be_as_long_as_they_like() -> None:
    sample = "\n".join(f"TASK-{number:05d} done" for number in range(20_000))

    found = claims(f"Task: TASK-001\n\n```\n{sample}\n```\n")

    assert found.beyond == ""
    assert [m.token.id for m in found.mentions if m.standing == "counts"] == ["TASK-001"]
