"""What tests show of each criterion stands on the page of its item."""

import os
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import HEALTHY, article, built

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
<testcase name="door"><properties><property name="gov" value="TASK-001.1, TASK-003.1"/></properties></testcase>
<testcase name="&lt;b&gt;"><properties><property name="gov" value="TASK-003.2"/></properties><failure/></testcase>
<testcase name="end"><properties><property name="gov" value="TASK-003.3"/></properties><skipped/></testcase>
<testcase name="lost"><properties><property name="gov" value="TASK-098"/></properties></testcase>
</testsuite>
"""
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
