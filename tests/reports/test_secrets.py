"""No report says again what a document should not have said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gov.reports import Context, report, report_names
from tests.rules.judging import judge

if TYPE_CHECKING:
    from gov.rulebook import Verdict

GITHUB = "ghp_k3JdQ81mZpX0aVbC7nE2rT5yU9wS4gH6fL1o"
SUPPRESSED = "AKIA5HVN2WCE7TDJ4UPQ"
WORD = "pässw-Zq81mXp0aVbC"
KEY = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAA"
TASKS = f"""\
### TASK-001 Import

**Status**: {GITHUB}
**References**: PLAN-007, {GITHUB}, PLAN-008
**Notes**: é client_secret = "{WORD}", https://example.org/?token={GITHUB}
**Dependencies**: TASK-009 and {SUPPRESSED} <!-- gov: ignore[ENF-007] reason="it was withdrawn" -->

-----BEGIN PRIVATE KEY-----
{KEY}
-----END PRIVATE KEY-----
"""


def verdict() -> Verdict:
    return judge({"tasks.md": TASKS.encode(), "plan.md": b"### PLAN-001: A\n\n**Status**: Active\n"})


@pytest.mark.parametrize("form", report_names())
def test_no_report_shows_more_of_a_secret_than_its_start(form: str) -> None:
    found = verdict()
    codes = [finding.code for finding in found.findings]
    assert codes.count("ENF-007.secret-in-document") == 5
    assert [suppressed.finding.code for suppressed in found.suppressed] == ["ENF-007.secret-in-document"]
    # Other findings stand on the same lines, and quote them.
    assert {"ENF-005.dangling", "ENF-003.bad-status"} <= set(codes)

    written = report(form)(found, Context(Path("x"), "error", use_color=False))

    for secret in (GITHUB, SUPPRESSED, WORD, KEY):
        assert secret[:12] not in written
        assert secret[-6:] not in written


def test_a_line_keeps_its_length_and_what_is_no_secret() -> None:
    found = verdict()
    source = found.project.by_path["tasks.md"].source

    assert found.line(source, 4) == f"**References**: PLAN-007, ghp_{'*' * 36}, PLAN-008"
    assert found.line(source, 5) == (
        f'**Notes**: é client_secret = "päss{"*" * 14}", https://example.org/?token=ghp_{"*" * 36}'
    )
    assert found.line(source, 9) == KEY
