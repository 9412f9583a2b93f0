import pytest
from inline_snapshot import snapshot
from markupsafe import Markup

from gov_dashboards import environment, neighbourhood
from gov_dashboards.addresses import checked
from gov_dashboards.neighbourhood import HEIGHT, SHOWN, WIDTH, arrange
from gov_dashboards.parts import (
    Badge,
    Cell,
    Chip,
    Column,
    Evidence,
    FindingView,
    Neighbour,
    SourceLine,
    Table,
)
from gov_dashboards.sparkline import path

HOSTILE = "<script>alert(1)</script>\"'>"


def draw(macro: str, it: object) -> str:
    source = '{% import "parts.html" as parts with context %}{{ parts.' + macro + "(it) }}"
    return environment().from_string(source).render(it=it)


@pytest.mark.parametrize(
    ("macro", "it"),
    [
        ("badge", Badge(HOSTILE, "done")),
        ("chip", Chip(HOSTILE, HOSTILE, HOSTILE)),
        ("evidence", Evidence("failed", HOSTILE, HOSTILE)),
        (
            "finding",
            FindingView(
                "error", HOSTILE, HOSTILE, HOSTILE, HOSTILE, SourceLine(HOSTILE, 3, 7), items=(Chip(HOSTILE),)
            ),
        ),
        ("table", Table("t", HOSTILE, (Column("a", HOSTILE),), ((Cell(HOSTILE, HOSTILE),),))),
    ],
)
def test_whatever_a_document_says_stays_text(macro: str, it: object) -> None:
    drawn = draw(macro, it)

    assert "<script" not in drawn
    assert "&lt;" in drawn


def test_a_text_that_was_marked_as_safe_does_not_make_the_same_text_safe_elsewhere() -> None:
    made = environment()
    template = made.from_string("{{ it | badge }}{{ at | chip }}")
    template.render(it=Badge(Markup(HOSTILE)), at=Chip(Markup(HOSTILE), Markup(HOSTILE), "/"))  # noqa: S704 - what must not come through

    drawn = template.render(it=Badge(HOSTILE), at=Chip(HOSTILE, HOSTILE, "/"))

    assert "<script" not in drawn


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\u200bscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_runs_or_reads_is_no_link(address: str) -> None:
    assert checked(address) == ""
    assert "<a" not in draw("chip", Chip("TASK-001", "", address))


@pytest.mark.parametrize(
    "address", ["../items/TASK-001/", "#a:b", "?q=a:b", "https://example.org/", "mailto:team@example.org"]
)
def test_an_ordinary_address_stays_as_it_is(address: str) -> None:
    assert checked(address) == address


def test_a_table_is_complete_without_scripts() -> None:
    columns = (Column("id", "Identifier"), Column("count", "Criteria", numeric=True))
    rows = ((Cell(chips=(Chip("TASK-001", "Log in", "a/"),)), Cell("2 of 3", value="2")),)

    assert draw("table", Table("tasks", "All tasks", columns, rows)) == snapshot("""\
<div class="gov-table" id="tasks" data-gov-table="filter">
<div class="gov-table__scroll" role="region" aria-labelledby="tasks-caption" tabindex="0">
<table class="gov-table__table">
<caption id="tasks-caption">All tasks</caption>
<thead><tr>
<th scope="col" data-gov-key="id" data-gov-sort="text">Identifier</th>
<th scope="col" class="gov-number" data-gov-key="count" data-gov-sort="number">Criteria</th>
</tr></thead>
<tbody>
<tr>
<th scope="row"><a class="gov-chip" href="a/" aria-label="TASK-001 Log in">TASK-001</a></th>
<td class="gov-number" data-value="2">2 of 3</td>
</tr>
</tbody>
</table>
</div>
</div>\
""")


def test_the_drawing_shows_the_first_few_and_the_list_shows_all() -> None:
    below = [
        Neighbour(
            Chip(f"TASK-{number:03}", "A task", f"{number}/"), "implements", Badge("Blocked", "blocked")
        )
        for number in range(SHOWN + 3)
    ]

    drawn = neighbourhood(environment(), Chip("PLAN-001", "The plan"), Badge("Active", "running"), [], below)

    assert drawn.count('class="gov-edge"') == SHOWN
    assert drawn.count("<li>") == SHOWN + 3
    assert "and 3 more" in drawn


def test_no_two_boxes_of_a_drawing_overlap() -> None:
    side = [Neighbour(Chip(f"A-{n}", "x" * 80), "r", Badge("b")) for n in range(9)]

    for up in (0, 1, 2, 9):
        for down in (0, 1, 5, 9):
            drawing = arrange(Chip("B"), Badge("b"), side[:up], side[:down])
            places = [(node.x, node.y) for node in drawing.nodes]
            assert all(
                abs(x1 - x2) >= WIDTH or abs(y1 - y2) >= HEIGHT
                for at, (x1, y1) in enumerate(places)
                for x2, y2 in places[at + 1 :]
            )
            assert all(
                0 <= x <= drawing.width - WIDTH and 0 <= y <= drawing.height - HEIGHT for x, y in places
            )


def test_a_sparkline_needs_two_points_and_survives_a_flat_row() -> None:
    assert path([3]) == ""
    assert path([1, 1, 1]) == "M0.0 12.0L50.0 12.0L100.0 12.0"
    assert path([0, 10]) == "M0.0 24.0L100.0 0.0"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ann \u202eBob", "Ann \\u202eBob"),
        ("\u2067\u05d0\u05d1\u2069 Ann", "\u2067\u05d0\u05d1\u2069 Ann"),
        ("<b>\u2066", "&lt;b&gt;\\u2066"),
    ],
)
def test_a_direction_that_is_left_open_turns_nothing_around(given: str, shown: str) -> None:
    assert environment().from_string("{{ value }}").render(value=given) == shown
