"""What tests show of each criterion stands on the page of its item."""

import os
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import HEALTHY, Built, article, built
from tests.site.test_history import committed, git

CONFIGURATION = """\
site_name: Small
theme: material
plugins:
  - gov:
      evidence:
        - junit=reports/junit.xml
        - !ENV [GOV_TEST_OF_EVIDENCE, ""]
"""
CRITERIA = """
### TASK-003 Recover

**Status**: In Progress
**References**: PLAN-001 (Accounts)
**Assignee**: Vera
**Estimated Effort**: S

**Acceptance Criteria**:
- [ ] A link is sent
- [ ] It works & once
- [ ] It ends
- [ ] It is counted
"""
REPORT = """\
<testsuite>
<testcase name="door"><properties>\
<property name="gov" value="TASK-001.1, TASK-003.1"/></properties></testcase>
<testcase name="&lt;b&gt;"><properties>\
<property name="gov" value="TASK-003.2"/></properties><failure/></testcase>
<testcase name="end"><properties><property name="gov" value="TASK-003.3"/></properties><skipped/></testcase>
<testcase name="lost"><properties><property name="gov" value="TASK-098"/></properties></testcase>
</testsuite>
"""
LATER = "commit {} of 2026-01-02 12:00 UTC came later, so they may no longer hold. Run the tests again."
TO_COME = "that is after the day on which this page was made."
FILES = HEALTHY | {
    "mkdocs.yml": CONFIGURATION,
    "docs/tasks.md": HEALTHY["docs/tasks.md"].replace("[^1]: At once.", f"[^1]: At once.\n{CRITERIA}"),
    "reports/junit.xml": REPORT,
}


def test_each_criterion_carries_a_mark_and_a_word(tmp_path: Path) -> None:
    site = built(tmp_path, FILES)

    heading = article(site.page("items/TASK-003")).find(id="tests")
    assert heading is not None
    lines = heading.find_next("ul")
    assert lines is not None
    assert [" ".join(line.get_text(" ").split()) for line in lines.select("li")] == [
        "TASK-003.1 A link is sent Passed shown by door",
        "TASK-003.2 It works & once Failed not so, says <b>",
        "TASK-003.3 It ends Skipped not run: end",
        "TASK-003.4 It is counted Missing no test names it",
    ]
    assert len(lines.select(".gov-badge svg")) == 4
    assert site.page("items/TASK-003").find(id="TASK-003.1") is not None


def test_a_finding_in_a_report_stands_on_the_page_of_findings(tmp_path: Path) -> None:
    site = built(tmp_path, FILES)

    assert "reports/junit.xml:5" in article(site.page("findings")).get_text()


def test_without_evidence_nothing_is_said(tmp_path: Path) -> None:
    site = built(tmp_path, FILES | {"mkdocs.yml": HEALTHY["mkdocs.yml"]})

    assert article(site.page("items/TASK-003")).find(id="tests") is None


def test_evidence_that_is_missing_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "GOV_TEST_OF_EVIDENCE", "junit=none.xml")

    with pytest.raises(Abort):
        built(tmp_path, FILES)


def said(site: Built, page: str, words: str) -> list[str]:
    found = article(site.page(page)).find_all("p")
    return [text for one in found if (text := " ".join(one.get_text(" ").split())).startswith(words)]


@pytest.mark.parametrize(
    ("stamp", "words", "is_stale"),
    [
        (
            "2026-01-03T08:30:00.5+02:00",
            "Test results of 2026-01-03 06:30 UTC, from reports/junit.xml.",
            False,
        ),
        ("2026-01-03T08:30:00", "Test results of 2026-01-03 08:30, from reports/junit.xml.", False),
        (
            "2026-01-01T08:30:00Z",
            f"Test results of 2026-01-01 08:30 UTC, from reports/junit.xml: {LATER}",
            True,
        ),
        (
            "2026-01-01T20:30:00",
            f"Test results of 2026-01-01 20:30, from reports/junit.xml: {LATER}",
            True,
        ),
        ("2026-01-02T01:30:00", "Test results of 2026-01-02 01:30, from reports/junit.xml.", False),
        (
            "9999-01-01T00:00:00Z",
            f"Test results of 9999-01-01 00:00 UTC, from reports/junit.xml: {TO_COME}",
            True,
        ),
        ("yesterday", "Test results from reports/junit.xml, which does not say when they ran.", False),
    ],
)
@pytest.mark.gov("TASK-033.3")
def test_pages_say_when_tests_ran_and_whether_something_was_committed_since(
    tmp_path: Path, stamp: str, words: str, *, is_stale: bool
) -> None:
    report = REPORT.replace("<testsuite>", f'<testsuite timestamp="{stamp}">')
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, FILES | {"reports/junit.xml": report}, "Begin", day=2)
    site = built(tmp_path, {})

    for page in ("items/TASK-003", "dashboard", "principles"):
        (line,) = said(site, page, "Test results")
        commit = line.partition("commit ")[2][:8]
        assert line == words.format(commit)
        notes = [note for note in site.page(page).select(".gov-note") if "Test results" in note.get_text()]
        assert len(notes) == is_stale
