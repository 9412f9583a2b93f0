"""A site shows what the gate let in, from the log below the project's root."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from gov.change.log import lines_of
from tests.metrics.test_gate_log import exempt, override
from tests.site.building import HEALTHY, article, built

LOGGING = HEALTHY | {
    "gov.toml": '[project]\nkinds = ["principle", "plan", "task"]\n\n[change]\nlog = "governance.jsonl"\n'
}


@pytest.mark.gov("TASK-026.3", "TASK-037.3")
def test_the_dashboard_counts_the_log(tmp_path: Path) -> None:
    text = lines_of([exempt(1), override(2, 9, "TASK-002")._replace(until=exempt(1).day)])

    site = built(tmp_path, LOGGING | {"governance.jsonl": text})

    card = site.page("dashboard").select_one("#gov-gate-log")
    assert card is not None
    assert "1 of 1 override has run out, and the follow-up is not done" in card.get_text()
    assert "and governance.jsonl" in card.get_text()
    assert card.select_one('td a[href="../items/TASK-002/"]')
    assert card.select_one(".gov-chart__plot[role=img][aria-label]")
    assert "Let in without a task" in article(site.page("dashboard")).get_text()


def test_each_exemption_and_each_override_is_a_row_that_says_who_and_why(tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    ended = override(2, 9, "TASK-002")._replace(until=exempt(1).day, reason=hostile, codes=("ENF-005",))
    text = lines_of([exempt(1), ended, override(3, 9, "TASK-001")])

    site = built(tmp_path, LOGGING | {"governance.jsonl": text})

    card = site.page("dashboard").select_one("#gov-gate-log")
    assert card is not None
    assert card.select_one('a[href="../gate/"]')
    page = article(site.page("gate"))
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("#let-in tbody tr")]
    assert len(rows) == 3
    assert sorted(row[2] for row in rows) == ["Exempt", "Followed up", "Overdue"]
    overdue = next(row for row in rows if row[2] == "Overdue")
    assert (overdue[3], overdue[6], overdue[5]) == (hostile, "ENF-005", "TASK-002")
    assert page.select_one('td a[href="../items/TASK-002/"]')
    assert page.select_one('td a[href^="../rules/"]')


def test_without_a_log_there_is_no_page_of_what_it_holds(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY)

    assert not (site.root / "site" / "gate").exists()


def test_a_site_without_a_log_says_so(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY)

    card = site.page("dashboard").select_one("#gov-gate-log")
    assert card is not None
    assert "name it under [change] log" in card.get_text()


def test_a_broken_log_stops_the_build_with_its_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        built(tmp_path, LOGGING | {"governance.jsonl": lines_of([exempt(1)]) + "{\n"})

    assert "governance.jsonl:2: the line is not JSON" in caplog.text
