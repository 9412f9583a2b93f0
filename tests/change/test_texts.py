"""Change requests that must not pass, and others that must: a document each, what is expected on top.

    Expect: ENF-004.only-in-comment
    Title: Sign users in

    <!-- Task: TASK-001 -->

`Expect` names the diagnostics of ENF-004 that are errors, or says `passes`; `Serves` then names the items
that the change is taken to serve. `Repeat` makes a long description of a number and a piece.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from gov.rulebook.serving import served
from tests.rules.judging import case_of, rulebook, verdict_of

# The same lines over and over: to count them would take longer than to run them.
pytestmark = pytest.mark.no_cover
TEXTS = Path(__file__).parent / "texts"
HOSTILE = sorted((TEXTS / "hostile").glob("*.md"))
HONEST = sorted((TEXTS / "honest").glob("*.md"))
STATUSES = {
    1: "In Progress", 2: "Completed", 3: "Not Started", 4: "Blocked", 7: "Completed",
}  # fmt: skip
GOVERNANCE = ("tasks.md", "plan.md", "spec.md", "constitution.md", "adr/0001-tokens.md", "gov.toml")


@cache
def project() -> dict[str, bytes]:
    """A project with tasks of every status."""
    tasks = "".join(
        f"### TASK-{number:03d} Sign in, part {number}\n\n**Status**: {status}\n**References**: PLAN-001\n\n"
        for number, status in STATUSES.items()
    )
    return {
        "gov.toml": b'[change]\nexempt-paths = ["README.md", "docs/"]\nbots = ["dependabot[bot]"]\n',
        "tasks.md": tasks.encode(),
        "plan.md": b"### PLAN-001: Sign-in\n\n**Status**: Active\n**References**: CONST-P1\n",
        "spec.md": b"### SPEC-001 Sign-in\n\n**Status**: Approved\n**References**: PLAN-001\n",
        "constitution.md": b"# Constitution\n\n### CONST-P1: Safety\n\nUsers MUST be safe.\n",
        "adr/0001-tokens.md": b"# ADR-0001: Use tokens\n\n**Status**: Accepted\n",
    }


def files_of(document: Path) -> tuple[dict[str, bytes], str, str]:
    """The files of a case with its change, what is expected, and what is served."""
    text = document.read_bytes().decode("utf-8")
    head, _, body = text.partition("\n\n")
    told: dict[str, str] = {}
    kept = []
    for line in head.split("\n"):
        name, colon, value = line.partition(": ")
        if colon and name in {"Expect", "Serves", "Repeat"}:
            told[name] = value
        else:
            kept.append(line)
    if "Repeat" in told:
        count, _, piece = told["Repeat"].partition(" ")
        body += re.sub(r"\\(x20|n)", lambda m: {"x20": " ", "n": "\n"}[m[1]], piece).encode().decode(
            "unicode_escape" if piece.isascii() else "utf-8"
        ) * int(count)
    if not any(line.startswith("Files:") for line in kept):
        kept.append("Files: M shop/auth.py +3 -1")
    change = "\n".join(kept) + "\n\n" + body
    return (
        project() | {"CHANGE": change.encode("utf-8", "surrogatepass")},
        told["Expect"],
        told.get("Serves", ""),
    )


def test_there_are_as_many_as_were_promised() -> None:
    assert len(HOSTILE) >= 300
    assert len(HONEST) >= 300


@pytest.mark.parametrize("document", HOSTILE, ids=lambda path: path.stem)
@pytest.mark.gov("TASK-036.2", "TASK-036.3")
def test_a_hostile_text_does_not_pass(document: Path) -> None:
    files, expected, _ = files_of(document)

    verdict = verdict_of(files, None, None, rulebook())

    assert verdict.failures == ()
    errors = {f.code for f in verdict.findings if f.severity == "error" and f.code.startswith("ENF-004")}
    assert ", ".join(sorted(errors)) == expected


@pytest.mark.parametrize("document", HONEST, ids=lambda path: path.stem)
@pytest.mark.gov("TASK-036.2", "TASK-036.3")
def test_an_honest_text_passes(document: Path) -> None:
    files, expected, serves = files_of(document)

    verdict = verdict_of(files, None, None, rulebook())

    assert verdict.failures == ()
    assert expected == "passes"
    assert [f.message for f in verdict.findings if f.severity == "error"] == []
    assert ", ".join(sorted(entry.item.id for entry in served(case_of(files).facts))) == serves
