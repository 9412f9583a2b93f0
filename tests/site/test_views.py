"""The pages about all items together say what the documents say, and stay small where there are many."""

from pathlib import Path

import pytest
from bs4 import Tag

from tests.site.building import HEALTHY, PLAN, Built, article, built

CONSTITUTION = """\
# Constitution

### CONST-P1: Testable Units

Everything that is built can be shown to work. ENF-008 compares tests with criteria.

### CONST-P2: Change Traceability

A reader finds out why.

### CONST-P3: Kept by People

Somebody looks.
"""
DECISIONS = """\
# ADR-0001: Keep sessions in a cookie

**Status**: Superseded
**Date**: 2025-11-02
**References**: CONST-P1
**Superseded by**: ADR-0002
"""
SECOND = """\
# ADR-0002: Keep sessions on the server

**Status**: Accepted
**Date**: 2026-01-12
**References**: CONST-P1
"""
LOOSE = "\n### PLAN-002: Alone\n\n**Status**: Active\n\nNobody refers to it.\n"
FILES = HEALTHY | {
    "docs/constitution.md": CONSTITUTION,
    "docs/plan.md": PLAN + LOOSE,
    "docs/adr/ADR-0001.md": DECISIONS,
    "docs/adr/ADR-0002.md": SECOND,
    "gov.toml": '[[rules]]\ncode = "TEAM-001"\nmessage = "CONST-P2 asks for an owner"\n'
    'select = { kind = ["task"] }\nrequire = { fields = ["assignee"] }\n',
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("views"), FILES)


def rows(page: Tag, table: str) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select(f"[id='{table}'] tbody tr")
    ]


def words(page: Tag) -> str:
    return " ".join(page.get_text(" ").split())


def test_a_principle_tells_what_enforces_it_and_how_far_it_is_kept(site: Built) -> None:
    page = words(article(site.page("items/CONST-P2")))

    assert "TEAM-001 CONST-P2 asks for an owner a rule of this project that names it: runs, 1 finding" in page
    assert "ENF-005 Traceability says that it serves it" not in page
    assert "Nothing leads up to it, so nothing can be counted." in page
    assert "named by the principle" in words(article(site.page("items/CONST-P1")))
    assert "Nothing enforces this principle" in words(article(site.page("items/CONST-P3")))


def test_principles_that_nothing_enforces_stand_first(site: Built) -> None:
    page = article(site.page("principles"))

    assert [(row[0], row[1]) for row in rows(page, "constitution-matrix")] == [
        ("CONST-P3 Kept by People", "Nothing enforces it"),
        ("CONST-P1 Testable Units", "Rules not run"),
        ("CONST-P2 Change Traceability", "Enforced"),
    ]
    assert "Nothing enforces it reviewers are all that keeps CONST-P3" in words(page)


def test_items_stand_below_their_principles_and_under_their_owners(site: Built) -> None:
    below = article(site.page("items/by-principle"))
    assert "CONST-P1 Testable Units 5 items 1 plan item PLAN-001 Accounts 2 tasks TASK-001 Sign in" in words(
        below
    )
    assert "Below no principle 1 item 1 plan item PLAN-002" in words(below)

    owners = article(site.page("items/by-owner"))
    assert rows(owners, "owner-vera-items") == [["TASK-001", "Sign in", "Completed"]]
    assert rows(owners, "nobody-items") == [["TASK-002", "Sign out", "Not Started"]]


def test_a_matrix_lists_what_is_filled_and_names_what_is_alone(site: Built) -> None:
    assert rows(article(site.page("matrix")), "matrices") == [
        ["Principles × plan items", "1", "1 of 3", "1 of 2"],
        ["Principles × decisions", "2", "1 of 3", "2 of 2"],
        ["Plan items × tasks", "2", "1 of 2", "2 of 2"],
    ]
    page = article(site.page("matrix/plan-task"))
    assert rows(page, "relations") == [["PLAN-001", "Accounts", "2", "TASK-001 TASK-002"]]
    assert "1 plan item that no task refers to PLAN-002" in words(page)
    assert [mark["aria-label"] for mark in page.select(".gov-grid__filled span")] == [
        "TASK-001 refers to PLAN-001",
        "TASK-002 refers to PLAN-001",
    ]


def test_orphans_are_named_with_what_would_cure_them(site: Built) -> None:
    page = article(site.page("orphans"))

    assert rows(page, "orphans-upward") == [
        ["PLAN-002", "Alone", "Active", "Names no principle",
         "Name a principle in its references, or withdraw PLAN-002."],
    ]  # fmt: skip
    downward = rows(page, "orphans-downward")
    assert [row[0] for row in downward] == ["CONST-P2", "CONST-P3", "PLAN-002"]
    assert downward[2][3:] == [
        "No specification or task refers to it",
        "Refer to PLAN-002 from one, or give it the status that it has.",
    ]


@pytest.mark.gov("TASK-019.4")
def test_decisions_stand_in_time_with_what_replaced_them(site: Built) -> None:
    page = article(site.page("decisions"))

    assert rows(page, "decisions") == [
        ["ADR-0002", "Keep sessions on the server", "Accepted", "2026-01-12", "not known", "ADR-0001", ""],
        ["ADR-0001", "Keep sessions in a cookie", "Superseded", "2025-11-02", "–", "", "ADR-0002"],
    ]
    assert [link["href"] for link in page.select(".gov-decisions svg a")] == [
        "../items/ADR-0001/",
        "../items/ADR-0002/",
    ]
    assert len(page.select(".gov-decisions__arrow")) == 1


def test_each_finding_has_an_address_and_stands_under_its_rule_and_its_document(site: Built) -> None:
    page = article(site.page("findings"))
    first = page.select(".gov-finding")[0]

    link = first.select_one(".gov-permalink")
    assert link is not None
    assert link["href"] == f"#{first['id']}"
    assert len({one["id"] for one in page.select(".gov-finding")}) == len(page.select(".gov-finding"))
    assert ["TEAM-001", "CONST-P2 asks for an owner", "1"] in rows(page, "by-rule")
    there = article(site.page("findings/by-document"))
    assert [row[0] for row in rows(page, "by-document")] == [
        heading.get_text().partition(":")[0] for heading in there.select("h2")
    ]


def test_every_view_is_one_click_from_the_index_of_items(site: Built) -> None:
    views = article(site.page("items")).select(".gov-views a")

    assert [view["href"] for view in views] == [
        "../explorer/", "by-principle/", "by-owner/", "../principles/", "../matrix/",
        "../orphans/", "../decisions/", "../since/",
    ]  # fmt: skip


def test_a_home_page_that_somebody_wrote_shows_the_state_below_its_title(tmp_path: Path) -> None:
    site = built(tmp_path / "on", FILES)
    strip = article(site.page("")).select_one("h1 + .gov-state")
    assert strip is not None
    assert "Tasks done 50 % 1 of 2" in words(strip)

    quiet = "site_name: X\ntheme: material\nplugins:\n  - gov:\n      state_on_home: false\n"
    other = built(tmp_path / "off", FILES | {"mkdocs.yml": quiet})
    assert article(other.page("")).select_one(".gov-state") is None
    assert article(site.page("tasks")).select_one(".gov-state") is None


def test_a_project_without_items_says_what_belongs_on_each_page(tmp_path: Path) -> None:
    site = built(tmp_path, {"mkdocs.yml": HEALTHY["mkdocs.yml"], "docs/index.md": "# X\n"})

    for page in ("principles", "matrix", "orphans", "decisions", "items/by-owner", "items/by-principle"):
        assert article(site.page(page)).select(".gov-empty"), page
    assert article(site.page("")).select_one(".gov-state") is None


@pytest.mark.gov("TASK-041.2")
def test_a_matrix_of_500_by_500_lists_its_relations_under_a_head_that_stays(tmp_path: Path) -> None:
    plan = "".join(
        f"### PLAN-{n:03}: Part {n}\n\n**Status**: Active\n**References**: CONST-P1\n\n"
        for n in range(1, 501)
    )
    tasks = "".join(
        f"### TASK-{n:03} Do {n}\n\n**Status**: Not Started\n"
        f"**References**: PLAN-{n:03}, PLAN-{n % 500 + 1:03}, PLAN-{n * 7 % 500 + 1:03}\n\n"
        for n in range(1, 501)
    )
    files = HEALTHY | {"docs/plan.md": f"# Plan\n\n{plan}", "docs/tasks.md": f"# Tasks\n\n{tasks}"}
    site = built(tmp_path, files | {"docs/index.md": "# X\n"})

    page = article(site.page("matrix/plan-task"))
    found = rows(page, "relations")
    assert len(found) == 500
    assert sum(len(row[3].split()) for row in found) == sum(int(row[2]) for row in found) >= 1490
    assert page.select(".gov-grid") == []
    assert page.select("[data-gov-table=filter] thead th[data-gov-sort]")
    assert len(site.text("matrix/plan-task")) < 500_000
