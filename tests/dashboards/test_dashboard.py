import ast
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from gov.config import Configuration
from gov.history import Commit
from gov.metrics import Share, StatusCount, TasksByStatus, tasks_by_status
from gov.metrics.course import Course
from gov.metrics.milestones import Milestone
from gov.metrics.trends import Reading
from gov.project import MemoryTree, Project, load_project
from gov.rulebook import Draft, Finding, Location, Severity
from gov.text import Place
from gov_dashboards import cards
from gov_dashboards.card import Subject
from gov_dashboards.cards import compliance, traceability_coverage
from gov_dashboards.cards import tasks_by_status as tasks_card
from gov_dashboards.charts import DASHES, MARKS, PATTERNS, Bar, Chart, Json, Line, apart, bars, lines, step
from gov_dashboards.dashboard import entries, render_dashboard, verdict
from gov_dashboards.numbers import Drawn, Frame, line_chart

PRINCIPLE = "# Constitution\n\n### CONST-P1: First\nText.\n\n### CONST-P2: Second\nText.\n"
PLAN = "# Plan\n\n### PLAN-001: Base\n**Status**: Active\n**References**: CONST-P1\n"
TASKS = """\
# Tasks

### TASK-001 Build </script><script>alert(1)</script>
**Status**: Completed
**References**: PLAN-001

**Acceptance Criteria**:
- [x] It stands

### TASK-002 Live there
**Status**: In Progress
**References**: PLAN-099

**Acceptance Criteria**:
- [ ] Somebody does
"""


def subject(*texts: str) -> Subject:
    files = {f"{number}.md": text.encode() for number, text in enumerate(texts)}
    project: Project = load_project(MemoryTree(files), Configuration())
    return Subject(project, (), lambda identifier: f"items/{identifier}/", "the documents of this test")


def figures(page: str) -> list[Json]:
    written = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return [json.loads(text) for text in written]


def words(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from words(one)


@pytest.mark.gov("TASK-026.1")
def test_every_file_in_cards_is_on_the_page(root: Path) -> None:
    folder = root / "dashboards" / "gov_dashboards" / "cards"
    files = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}

    page = render_dashboard(subject(PRINCIPLE, PLAN, TASKS))

    assert {entry.name for entry in entries()} == {f"{cards.__name__}.{name}" for name in files}
    assert all(f'id="gov-{name.replace("_", "-")}"' in page for name in files)


def test_cards_stand_in_the_order_that_they_state() -> None:
    orders = [entry.order for entry in entries()]

    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)


def test_only_charts_imports_the_charting_library(root: Path) -> None:
    importers = set()
    for path in (root / "dashboards").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == "plotly" for name in names):
                importers.add(path.name)

    assert importers == {"charts.py"}


def test_a_figure_names_tokens_and_carries_no_colour_template_or_font() -> None:
    page = render_dashboard(subject(PRINCIPLE, PLAN, TASKS))

    assert len(figures(page)) == 3
    for figure in figures(page):
        said = set(words(figure))
        assert not said & {"template", "family", "font"}
        assert [word for word in said if re.fullmatch(r"#[0-9a-fA-F]{3,8}|rgb\(.*\)|hsl.*", word)] == []
        assert any(word.startswith("var(--gov-status-") for word in said)


def test_every_bar_starts_at_zero() -> None:
    figure, _ = bars([Bar("one", 90, "90 %"), Bar("two", 95, "95 %")], "percent")

    assert isinstance(figure, dict)
    layout = figure["layout"]
    assert isinstance(layout, dict)
    scale = layout["xaxis"]
    assert isinstance(scale, dict)
    assert scale["range"] == [0, 100.0]


@pytest.mark.parametrize(("longest", "marks"), [(1, 1), (5, 1), (6, 2), (11, 5), (35, 10), (9999, 2000)])
def test_a_scale_of_counts_has_round_marks(longest: int, marks: int) -> None:
    assert step(longest) == marks


def test_every_status_group_has_a_pattern_of_its_own() -> None:
    assert len(set(PATTERNS.values())) == len(PATTERNS) == 5


def test_lines_start_at_zero_and_differ_in_more_than_colour() -> None:
    rows = [Line(f"line {number}", [90, None, 91]) for number in range(8)]
    figure, _ = lines(rows, ["2026-01-01", "2026-01-02", "2026-01-09"], "percent")

    assert isinstance(figure, dict)
    data, layout = figure["data"], figure["layout"]
    assert isinstance(data, list)
    assert isinstance(layout, dict)
    drawn = [trace for trace in data if isinstance(trace, dict) and trace["mode"] == "lines+markers"]
    assert len(drawn) == 6
    assert len(set(DASHES)) == len(set(MARKS)) == 6
    scale = layout["yaxis"]
    assert isinstance(scale, dict)
    assert scale["range"] == [0, 100.0]
    assert "  line 5 91 %" in set(words(figure))


@pytest.mark.parametrize("ends", [[100.0] * 6, [0.0] * 6, [50, 51, 52, 0, 100, 100], [3.0]])
def test_no_label_at_the_end_of_a_line_covers_another(ends: list[float]) -> None:
    places = apart(ends, 100)

    assert all(0 <= place <= 101 for place in places)
    ordered = sorted(places)
    assert all(two - one > 7 for one, two in pairwise(ordered))


def test_what_a_document_says_cannot_leave_its_place() -> None:
    hostile = TASKS.replace("In Progress", "&lt;/script>&lt;script>alert(1)&lt;/script>")

    page = render_dashboard(subject(PRINCIPLE, PLAN, hostile))

    assert "<script>alert" not in page
    assert any(
        "</script><script>alert(1)</script>" in word for figure in figures(page) for word in words(figure)
    )


def test_no_script_and_no_style_stands_in_the_page() -> None:
    """A policy without `unsafe-inline` must hold: data blocks are not run, all else would be refused."""
    page = render_dashboard(subject(PRINCIPLE, PLAN, TASKS))

    assert set(re.findall(r"<script[^>]*>", page)) == {
        f'<script type="application/json" id="gov-{name}-chart-figure">'
        for name in ("compliance", "tasks-by-status", "traceability-coverage")
    }
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style", page) == []


def test_identifiers_on_the_page_are_unique() -> None:
    found = re.findall(r'\bid="([^"]+)"', render_dashboard(subject(PRINCIPLE, PLAN, TASKS)))

    assert found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("texts", [(), (PRINCIPLE,), (TASKS,), (PLAN, TASKS)])
def test_a_project_with_little_in_it_gets_a_page_that_says_what_belongs_there(texts: tuple[str, ...]) -> None:
    page = render_dashboard(subject(*texts))

    assert "belong here" in page
    assert "None" not in html.unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.gov("TASK-026.3")
def test_the_table_beside_a_chart_says_everything_that_the_chart_says() -> None:
    drawn = tasks_card.card(subject(PRINCIPLE, PLAN, TASKS))

    assert isinstance(drawn.chart, Chart)
    assert [(row[0].badge.word if row[0].badge else "", row[1].text) for row in drawn.chart.table.rows] == [
        ("Completed", "1 of 2"),
        ("In Progress", "1 of 2"),
    ]
    for word in ("Completed", "In Progress", "  1 of 2"):
        assert word in set(words(drawn.chart.figure))


def test_titles_say_what_the_chart_shows() -> None:
    given = subject(PRINCIPLE, PLAN, TASKS)

    assert compliance.card(given).title == (
        "Everything that leads up to 1 principle is in order; 1 is not cited"
    )
    assert tasks_card.card(given).title == "1 of 2 tasks is completed"
    assert traceability_coverage.card(given).title == "1 of 3 items leads up to no principle"


@pytest.mark.parametrize(
    ("severities", "run", "said"),
    [
        (["error", "warning", "warning", "info"], 9, ("error", "1 error and 2 warnings to cure")),
        (["warning"], 9, ("warning", "1 warning to cure")),
        (["info"], 9, ("passed", "No errors or warnings from 9 rules")),
        ([], 0, ("not-run", "No rule was run, so nothing is known")),
    ],
)
def test_the_verdict_says_what_is_to_cure_and_never_praises_unchecked_work(
    severities: list[Severity], run: int, said: tuple[str, str]
) -> None:
    place = Location("a.md", 1, 1, 1, 1)
    findings = [
        Finding("ENF-999.test", severity, "", place, "", "", (), None, Draft(Place("a.md", 0, 0), ""))
        for severity in severities
    ]

    assert verdict(replace(subject(PRINCIPLE), findings=findings, rules_run=run)) == said


@pytest.mark.parametrize(
    ("done", "whole", "waiting", "title"),
    [
        (0, 0, (), "No document declares a task"),
        (3, 3, (), "All 3 tasks are completed"),
        (1, 1, (), "The only task is completed"),
        (2, 9, ("TASK-003",), "2 of 9 tasks are completed"),
        (2, 9, ("TASK-003", "TASK-004"), "2 of 9 tasks are completed; 2 wait for TASK-002"),
    ],
)
def test_a_bottleneck_makes_the_headline_when_more_than_one_task_waits(
    done: int, whole: int, waiting: tuple[str, ...], title: str
) -> None:
    definition = tasks_by_status(subject().project).definition
    statuses = (StatusCount("Completed", "done", ()),)
    measured = TasksByStatus(
        definition, Share(done, whole), Share(0, 0), statuses, "TASK-002" if waiting else None, waiting
    )

    assert tasks_card.finding(measured) == title


def test_the_same_documents_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    for name, text in (("constitution.md", PRINCIPLE), ("plan.md", PLAN), ("tasks.md", TASKS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from gov.config import Configuration; "
        "from gov.project import FolderTree, load_project; from gov_dashboards.card import Subject; "
        "from gov_dashboards.dashboard import render_dashboard; "
        f"project = load_project(FolderTree(Path({str(tmp_path)!r})), Configuration()); "
        "sys.stdout.write(render_dashboard(Subject(project, (), lambda i: i, 'here')))"
    )

    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root / "dashboards")},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(pages) == 1
    assert b"CONST-P1" in pages.pop()


@pytest.mark.parametrize(("releases", "told"), [(2, False), (60, True)])
def test_a_line_that_marks_the_newest_releases_alone_says_where_the_others_are(
    *, releases: int, told: bool
) -> None:
    day = datetime(2026, 1, 31, tzinfo=UTC)
    marked = tuple(Milestone(day, "release", f"tag v{number}") for number in range(releases))
    commits = (Commit("a" * 40, "", day - timedelta(days=9), "", ()), Commit("b" * 40, "", day, "", ()))
    course = Course("b" * 40, day, milestones=marked)
    made = line_chart(
        replace(subject(PRINCIPLE), course=course),
        Frame("lines", "One line", "Numbers"),
        [Reading(commit, {}) for commit in commits],
        [Drawn("Done", "tasks_done")],
        "count",
    )

    assert made is not None
    assert ("Of the releases the newest 60 are marked: git tag" in made.source) is told
