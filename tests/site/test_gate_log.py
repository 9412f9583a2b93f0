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


def test_a_site_without_a_log_says_so(tmp_path: Path) -> None:
    site = built(tmp_path, HEALTHY)

    card = site.page("dashboard").select_one("#gov-gate-log")
    assert card is not None
    assert "name it under [change] log" in card.get_text()


def test_a_broken_log_stops_the_build_with_its_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        built(tmp_path, LOGGING | {"governance.jsonl": lines_of([exempt(1)]) + "{\n"})

    assert "governance.jsonl:2: the line is not JSON" in caplog.text
