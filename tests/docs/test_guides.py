"""There is a guide for each way in, and the first one shows a gate that fails before one that passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "guides"


@pytest.mark.gov("TASK-044.1")
def test_the_first_page_shows_a_failing_check_and_then_a_passing_one() -> None:
    page = (ROOT / "docs" / "getting-started.md").read_text("utf-8")
    verdicts = re.findall(r"^(passed|failed): ", page, re.MULTILINE)

    assert verdicts[0] == "passed"
    assert "failed" in verdicts
    assert verdicts[verdicts.index("failed") + 1] == "passed"


@pytest.mark.parametrize(
    ("guide", "told"),
    [
        ("adopt", "gov baseline"),
        ("first-rule", "[[rules]]"),
        ("migrate-decisions", "gov.toml"),
        *(("code-hosts", f"wrote .{host}") for host in ("github", "gitlab", "forgejo")),
    ],
)
@pytest.mark.gov("TASK-044.2")
def test_there_is_a_guide_for_each_way_in(guide: str, told: str) -> None:
    assert told in (GUIDES / f"{guide}.md").read_text("utf-8")
