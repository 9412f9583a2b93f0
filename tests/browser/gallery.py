"""Every part of a page on two bare pages, without MkDocs: what the parts look like and do by themselves."""

import shutil
from pathlib import Path

import gov_dashboards
from gov.config import Configuration
from gov.project import MemoryTree, load_project
from gov_dashboards.card import Subject
from gov_dashboards.dashboard import render_dashboard
from gov_dashboards.parts import (
    Action,
    Badge,
    Cell,
    Chip,
    Column,
    Event,
    Evidence,
    FindingView,
    Neighbour,
    SourceLine,
    Step,
    Table,
    Tile,
)

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="_static/gov.css">
<script src="_static/gov.js" defer></script>
</head>
<body class="gov-page" data-md-color-scheme="default">
<main><h1>{{ title }}</h1>
{{ body | safe }}
</main>
</body>
</html>
"""

PARTS = """\
{% import "parts.html" as parts with context %}
<h2>Badges</h2>
<p>{% for it in badges %}{{ parts.badge(it) }} {% endfor %}</p>
<p>{% for it in ["error", "warning", "info", "not-run"] %}{{ parts.severity(it) }} {% endfor %}</p>
<p>{% for it in evidence %}{{ parts.evidence(it) }} {% endfor %}</p>
<div class="gov-tiles">{{ parts.tile(tile) }}</div>
<h2>Chain</h2>{{ parts.chain(steps) }}
<p>As agreed in {{ parts.chip(steps[0].chip) }}.</p>
<h2>Neighbours</h2>{{ neighbours }}
<h2>Findings</h2>{% for it in findings %}{{ parts.finding(it) }}{% endfor %}
<h2>Timeline</h2>{{ parts.timeline(events, "What happened") }}
{{ parts.stale("From commit 1a2b3c4 of 1 November 2026.") }}
{{ parts.empty("No decisions yet", "Decisions belong here.", action, guide) }}
<h2 id="items-heading">Table {{ parts.permalink("#items-heading", "the table") }}</h2>
{{ parts.table(table) }}
<ul><li><input type="checkbox" disabled> A criterion of an ordinary page
<ul><li><input type="checkbox" disabled checked> A part of it</li></ul></li></ul>
"""

BADGES = (
    Badge("Completed", "done"),
    Badge("In Progress", "running"),
    Badge("Blocked", "blocked"),
    Badge("Someday", "warning"),
    Badge("Not Started"),
)
STATUSES = (BADGES[0], BADGES[1], BADGES[2])
TABLE = Table(
    "items",
    "All items",
    (
        Column("id", "Identifier"),
        Column("title", "Title"),
        Column("status", "Status"),
        Column("criteria", "Criteria", numeric=True),
    ),
    tuple(
        (
            Cell(value=f"TASK-{n}", chips=(Chip(f"TASK-{n}", f"Task {n}", "#items"),)),
            Cell("=SUM(A1)" if n == 3 else f'Task "{n}"'),
            Cell(badge=STATUSES[n % 3]),
            Cell(f"{n} of 40", value=str(n)),
        )
        for n in range(1, 31)
    ),
)
FINDINGS = (
    FindingView(
        "error",
        "ENF-005.dangling",
        "TASK-018 references PLAN-099, which no document declares.",
        "docs/tasks.md:182:17",
        "nearest is PLAN-009 Health Monitoring (docs/plan.md:141)",
        SourceLine("**References**: PLAN-099, CONST-P6 (Spec-Driven Change Flow)", 17, 25),
        "#rule",
        "#place",
        (Chip("TASK-018", "Training", "#items"),),
    ),
    FindingView(
        "warning", "ENF-003.vague-criterion", "“Works well” cannot be verified.", "docs/tasks.md:190:3"
    ),
    FindingView("info", "ENF-003.xl-not-split", "TASK-006 is of size XL.", "docs/tasks.md:90:1"),
    FindingView("not-run", "ENF-015", "It needs the project's history.", "gov.toml:1:1"),
)
GOVERNED = {
    "constitution.md": "# Constitution\n\n### CONST-P1: First\nText.\n\n### CONST-P2: Second\nText.\n",
    "plan.md": "# Plan\n\n### PLAN-001: Base\n**Status**: Active\n**References**: CONST-P1\n",
    "tasks.md": "# Tasks\n\n"
    + "\n".join(
        f"### TASK-{n:03} Do part {n}\n**Status**: {status}\n**References**: PLAN-{1 if n % 4 else 99:03}\n"
        for n, status in enumerate(("Completed", "In Progress", "Blocked", "Not Started", "Someday") * 3, 1)
    ),
}


def write(folder: Path) -> None:
    """Write parts.html and dashboard.html, with what they load."""
    folder.mkdir(exist_ok=True)
    shutil.copytree(gov_dashboards.STATIC, folder / "_static")
    (folder / "parts.html").write_text(_page("Parts", _parts()), encoding="utf-8")
    tree = MemoryTree({name: text.encode() for name, text in GOVERNED.items()})
    subject = Subject(load_project(tree, Configuration()), (), lambda _: "parts.html", "the gallery", 31, 7)
    (folder / "dashboard.html").write_text(_page("Dashboard", render_dashboard(subject)), encoding="utf-8")


def _page(title: str, body: str) -> str:
    return gov_dashboards.environment().from_string(PAGE).render(title=title, body=body)


def _parts() -> str:
    made = gov_dashboards.environment()
    upstream = [Neighbour(Chip("PLAN-006", "Database", "#items"), "implements", BADGES[1])]
    downstream = [
        Neighbour(
            Chip(f"TASK-{n:03}", f"A task with a long title, number {n}", "#items"), "depends on", badge
        )
        for n, badge in enumerate(BADGES * 2, 1)
    ]
    steps = (
        Step(Chip("CONST-P5", "Security by default", "#items"), "Principle"),
        Step(Chip("PLAN-004", "Roles", "#items"), "Plan item", BADGES[1]),
        Step(Chip("TASK-001", "Log in", "#items"), "Task", BADGES[0], here=True),
    )
    evidence = (
        Evidence("passed", "test_login", "#items"),
        Evidence("failed", "test_logout"),
        Evidence("skipped", ""),
        Evidence("missing", "no test names it"),
    )
    events = (
        Event("2026-04-11T10:00:00Z", "In Progress", "running"),
        Event("2026-05-02", "Completed", "done", (Chip("TASK-002", "Models", "#items"),)),
        Event("", "nobody wrote down when"),
    )
    return made.from_string(PARTS).render(
        badges=BADGES,
        evidence=evidence,
        tile=Tile("Completed", "18", "of 99 criteria", "#items", points=(1, 4, 9, 18)),
        steps=steps,
        neighbours=gov_dashboards.neighbourhood(
            made, Chip("TASK-002", "Models"), BADGES[0], upstream, downstream
        ),
        findings=FINDINGS,
        events=events,
        action=Action("Write the first one", "#new"),
        guide=Action("What a decision record is", "#guide"),
        table=TABLE,
    )
