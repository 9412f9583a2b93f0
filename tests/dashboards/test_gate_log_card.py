"""The card of exemptions and overrides: what it says, with a log and without."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from gov.change.log import LogEntry
from gov.config import Configuration
from gov.config.model import ChangeSettings
from gov.metrics import gate_log
from gov.project import MemoryTree, load_project
from gov_dashboards.card import Subject
from gov_dashboards.cards import gate_log as card_of_log
from gov_dashboards.dashboard import render_dashboard
from tests.metrics.test_gate_log import TASKS, TODAY, exempt, override

HOSTILE = "</script><script>alert(1)</script> \u202e\x1b[2J" + "x" * 200


def subject(*logged: LogEntry, name: str = "g.jsonl", is_there: bool = True) -> Subject:
    configuration = replace(Configuration(), change=ChangeSettings(log=name))
    project = load_project(MemoryTree({"tasks.md": TASKS.encode()}), configuration)
    measured = gate_log(project, logged, TODAY) if name and is_there else None
    return Subject(project, (), lambda identifier: f"items/{identifier}/", "From a test", gate_log=measured)


def test_the_table_says_everything_that_the_chart_says_in_words() -> None:
    drawn = card_of_log.card(subject(exempt(1), override(2, 12), override(3, 9), override(4, 8, "TASK-001")))

    assert drawn.chart is not None
    rows = [
        (row[0].badge.word if row[0].badge else "", row[1].text, row[2].text, [c.id for c in row[3].chips])
        for row in drawn.chart.table.rows
    ]
    assert rows == [
        ("Exempt bots", "1 of 4", "github #1", []),
        ("Overrides running", "1 of 3", "github #2", ["TASK-002"]),
        ("Overrides ended", "2 of 3", "github #3, github #4", ["TASK-002", "TASK-001"]),
        ("Follow-up done", "1 of 3", "github #4", ["TASK-001"]),
        ("Follow-up overdue", "1 of 3", "github #3", ["TASK-002"]),
    ]
    assert [row[4].text for row in drawn.chart.table.rows][:2] == ["a bot by its host's word", "“it burns”"]
    assert drawn.tile is not None
    assert drawn.tile.made_of == "1 exempt, 3 overridden; 1 follow-up not done in time"


@pytest.mark.parametrize(
    ("logged", "title"),
    [
        ((), "No change was let in without a task"),
        ((exempt(1),), "1 change was exempt, and none was overridden"),
        ((exempt(1), override(2, 12)), "1 of 1 override still runs"),
        ((override(2, 9), override(3, 12)), "1 of 2 overrides has run out, and the follow-up is not done"),
        ((override(2, 9, "TASK-001"),), "All that was overridden is followed up"),
    ],
)
def test_the_title_says_what_somebody_has_to_do_something_about(
    logged: tuple[LogEntry, ...], title: str
) -> None:
    assert card_of_log.card(subject(*logged)).title == title


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (subject(name=""), "A log belongs here: name it under [change] log"),
        (subject(is_there=False), "g.jsonl is not there yet"),
        (subject(), "It holds none so far"),
    ],
)
def test_without_a_log_it_says_so_and_counts_nothing(given: Subject, told: str) -> None:
    page = html.unescape(re.sub(r"<[^>]+>", " ", render_dashboard(given)))

    assert told in page
    assert ("Let in without a task" in page) is (given.gate_log is not None)


def test_what_people_wrote_stays_text_and_short() -> None:
    entry = override(1, 9, reason=HOSTILE)._replace(until=date(2026, 6, 9))

    page = render_dashboard(subject(entry, exempt(None, "paths")))

    assert "<script>alert" not in page
    assert not {"\x1b", "\u202e"} & set(page)
    assert "x" * 81 not in page
    assert "github aaaaaaa" in page


def test_every_number_is_told_how_it_is_counted() -> None:
    page = render_dashboard(subject(exempt(1), override(2, 12)))

    card = page[page.index('id="gov-gate-log"') :].partition("</section>")[0]
    assert card.count("<details") == 1
    assert card.count("<dt>Unit</dt>") == 6
    assert len(re.findall(r"<p><strong>[^<]+</strong></p>", card)) == 6


def test_very_many_changes_are_counted_and_not_all_named() -> None:
    drawn = card_of_log.card(subject(*(exempt(number) for number in range(1, 100))))

    assert drawn.chart is not None
    (row,) = drawn.chart.table.rows
    assert row[1].text == "99 of 99"
    assert row[2].text.endswith("github #40 and 59 more")
