"""What a governed page keeps of an ordinary one, and what pages say where there is much, or nothing."""

from pathlib import Path

import pytest

from tests.site.building import CONSTITUTION, HEALTHY, TASKS, Built, article, built

TORN = TASKS.replace("PLAN-001 (Accounts)", "PLAN-009")
FENCE = "\n```mermaid\ngraph TD; A-->B\n```\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    principles = "".join(f"### CONST-P{n}: Principle {n}\n\nText {n}.\n\n" for n in range(2, 302))
    files = HEALTHY | {
        "mkdocs.yml": "site_name: Small\nrepo_url: https://git.example/team/small\n"
        "edit_uri: edit/main/docs/\nplugins: [search, gov]\n"
        "theme:\n  name: material\n  font: false\n  features: [content.action.edit]\n",
        "docs/constitution.md": CONSTITUTION.replace("## Governance", f"{principles}## Governance"),
        "docs/tasks.md": TORN.replace("TASK-002 Sign out", "TASK-002 Sign <b>out</b> & <i>away") + FENCE,
    }
    return built(tmp_path_factory.mktemp("promises"), files)


def words(of: object) -> str:
    return " ".join(str(of).split())


def test_a_governed_page_can_be_edited_where_it_lies(site: Built) -> None:
    edit = site.page("tasks").select_one("a[rel=edit]")

    assert edit is not None
    assert edit["href"] == "https://git.example/team/small/edit/main/docs/tasks.md"
    assert site.page("items/TASK-001").select("a[rel=edit]") == []


def test_html_in_a_title_is_no_part_of_the_title_and_is_never_run(site: Built) -> None:
    heading = article(site.page("items/TASK-002")).find("h1")
    page = site.page("tasks")

    assert heading is not None
    assert heading.get_text().strip() == "TASK-002 Sign out & away"
    assert [tag.name for tag in heading.select("*")] == ["span"]
    assert "Sign <b>out</b> & <i>away" in article(page).get_text()


def test_a_mermaid_fence_is_drawn_only_by_a_library_that_the_site_carries(
    site: Built, tmp_path: Path
) -> None:
    assert site.page("tasks").select("pre.mermaid") == []
    assert "graph TD; A-->B" in site.page("tasks").get_text()

    settings = "site_name: X\ntheme: material\nplugins: [search, gov]\nextra_javascript: [{}]\n"
    tasks = HEALTHY | {"docs/tasks.md": TASKS + FENCE, "docs/js/mermaid.min.js": "window.mermaid = {};"}
    own = built(tmp_path / "own", tasks | {"mkdocs.yml": settings.format("js/mermaid.min.js")})
    fence = own.page("tasks").select_one("pre.mermaid")
    assert fence is not None
    assert fence.get_text() == "graph TD; A-->B\n"
    far = built(tmp_path / "far", tasks | {"mkdocs.yml": settings.format("https://cdn.example/mermaid.js")})
    assert far.page("tasks").select("pre.mermaid") == []


def test_home_says_what_to_cure_first_whoever_wrote_it(site: Built, tmp_path: Path) -> None:
    strip = article(site.page("")).select_one(".gov-state__first")
    assert strip is not None
    assert "docs/tasks.md:11:17" in strip.get_text()
    assert next(link["href"] for link in strip.select("a")) == "tasks/#TASK-001"

    generated = built(
        tmp_path,
        {name: text for name, text in HEALTHY.items() if name != "docs/index.md"} | {"docs/tasks.md": TORN},
    )
    home = article(generated.page(""))
    assert home.select_one("h2#cure-first + .gov-finding .gov-finding__place[href='tasks/#TASK-001']")
    assert home.select(".gov-empty") == []


def test_nothing_is_called_in_order_where_there_is_nothing(tmp_path: Path) -> None:
    files = {"mkdocs.yml": HEALTHY["mkdocs.yml"], "docs/notes.md": "# Notes\n\nNothing yet.\n"}
    site = built(tmp_path, files)

    assert "No items yet" in article(site.page("")).get_text()
    for page in ("", "dashboard", "findings"):
        assert "In order" not in article(site.page(page)).get_text(), page


def test_three_hundred_principles_are_named_and_most_of_them_folded(site: Built) -> None:
    lead = article(site.page("principles")).select_one("div.gov-lead")
    assert lead is not None
    folded = lead.select_one("details")
    assert folded is not None

    assert len(lead.select("a.gov-chip")) == 301
    assert len(folded.select("a.gov-chip")) == 289
    assert "and 289 more" in folded.get_text()


def test_families_of_rules_are_folded_to_a_line_that_says_what_they_found(site: Built) -> None:
    page = article(site.page("rules"))
    lines = {
        str(line.find_next("h2").get("id")): words(line.get_text(" "))  # type: ignore[union-attr]  # each has one
        for line in page.select("#rules > details > summary")
    }

    assert len(lines) >= 16
    assert "Error 1 finding" in lines["ENF-005"]
    assert lines["ENF-004"].endswith("rules Not run 22")
    assert page.select("details[open]") == []
