"""A small project as a site: every page is there, every link leads somewhere."""

import json
import posixpath
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.site.building import HEALTHY, INDEX, TASKS, Built, article, built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("small"), HEALTHY)


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, BeautifulSoup]:
    return dict(site.pages())


def texts(tags: list[Tag]) -> list[str]:
    return [" ".join(tag.get_text(" ").replace("¶", "").split()) for tag in tags]


def test_the_build_says_nothing_but_that_it_builds(site: Built) -> None:
    assert [said.split(" in ")[0].split(": ")[0] for said in site.messages] == [
        "INFO Cleaning site directory",
        "INFO Building documentation to directory",
        "INFO Documentation built",
    ]


def test_every_link_and_image_leads_to_a_page_and_an_anchor_that_exist(
    site: Built, pages: dict[str, BeautifulSoup]
) -> None:
    torn = []
    for name, page in pages.items():
        for tag in page.find_all(["a", "img", "link", "script"]):
            address = tag.get("href") or tag.get("src")
            if not isinstance(address, str) or urlsplit(address).scheme or name == "404.html":
                continue
            parts = urlsplit(urljoin(f"/{name}", address))
            path = unquote(parts.path).lstrip("/")
            path = posixpath.join(path, "index.html") if not path or path.endswith("/") else path
            target = site.root / "site" / path
            if target.is_dir():
                path, target = posixpath.join(path, "index.html"), target / "index.html"
            if not target.is_file() or (
                parts.fragment and path in pages and not pages[path].find(id=unquote(parts.fragment))
            ):
                torn.append((name, address))

    assert torn == []


@pytest.mark.gov("TASK-025.1")
def test_the_headings_of_a_document_are_its_items_and_sections(site: Built) -> None:
    page = site.page("tasks")

    assert texts(article(page).find_all(["h1", "h2", "h3"])) == [
        "Tasks",
        "TASK-001 Sign in",
        "TASK-002 Sign out",
    ]
    assert page.find(id="TASK-001")
    assert page.find(id="task-001-sign-in")


def test_a_documents_title_is_text_wherever_it_stands(site: Built) -> None:
    page = site.page("tasks")

    assert page.title is not None
    assert page.title.get_text().strip() == "Work <i>to do</i> - Small"
    assert all(tag.get_text() != "to do" for tag in page.find_all("i"))


def test_the_table_of_contents_names_the_items(site: Built) -> None:
    contents = site.page("tasks").select(".md-nav--secondary a.md-nav__link")

    assert {tag.get("href") for tag in contents} == {"#TASK-001", "#TASK-002"}


@pytest.mark.gov("TASK-025.2")
def test_an_item_page_tells_its_status_its_chain_and_its_neighbours(site: Built) -> None:
    page = article(site.page("items/TASK-002"))

    assert texts(page.find_all("h1")) == ["TASK-002 Sign out"]
    assert texts(page.select(".gov-facts > div")) == [
        "Status Not Started", "Owner Vacant", "Effort M", "Declared in Tasks , line 18",
    ]  # fmt: skip
    assert [tag.get("href") for tag in page.select(".gov-chain a")] == [
        "../CONST-P1/", "../PLAN-001/", "./",
    ]  # fmt: skip
    assert texts(page.select(".gov-neighbourhood__lists .gov-chip")) == ["PLAN-001", "TASK-001"]


def test_an_item_page_holds_the_items_own_text_and_its_footnotes(site: Built) -> None:
    text = article(site.page("items/TASK-002")).select_one(".gov-item-text")

    assert text is not None
    assert text.find(id="TASK-002.1")
    assert "At once." in text.get_text()
    assert "A right password" not in text.get_text()
    own = [tag.get("href") for tag in text.find_all("a") if tag.get_text().startswith("the ")]
    assert own == ["../../tasks/#TASK-001", "../../tasks/../plan/"]


def test_ordinary_pages_link_identifiers_in_running_text_alone(site: Built) -> None:
    page = article(site.page("index.html"))

    assert [(tag.get_text(), tag.get("href")) for tag in page.select("p a")] == [
        ("TASK-001", "items/TASK-001/"), ("TASK-001", "tasks/#TASK-001"), ("PLAN-001", "items/PLAN-001/"),
    ]  # fmt: skip
    assert texts(page.find_all("code")) == ["TASK-001"]


def test_the_navigation_ends_with_what_is_generated(site: Built) -> None:
    links = site.page("index.html").select(".md-nav--primary > .md-nav__list > li > a")

    assert texts(links)[-5:] == ["Dashboard", "Items", "Explorer", "Findings", "Rules"]
    assert not any("TASK-001" in str(tag.get("href")) for tag in links)


def test_the_search_finds_each_item_once_and_no_item_page(site: Built) -> None:
    index = json.loads(site.text("search/search_index.json"))
    places = [entry["location"] for entry in index["docs"]]

    assert len(places) == len(set(places))
    assert {"tasks/", "tasks/#TASK-001", "tasks/#TASK-002", "plan/#PLAN-001"} <= set(places)
    assert not any(place.startswith("items/TASK") for place in places)
    assert (
        next(entry for entry in index["docs"] if entry["location"] == "tasks/")["title"]
        == "Work &lt;i&gt;to do&lt;/i&gt;"
    )


@pytest.mark.gov("TASK-025.3")
def test_each_rule_has_a_page_that_its_index_names(site: Built) -> None:
    rows = article(site.page("rules")).select("tbody th a")

    assert "ENF-005.dangling" in texts(rows)
    assert texts(article(site.page("rules/ENF-005.dangling")).find_all("h1")) == ["ENF-005.dangling"]


def test_a_rules_code_in_a_text_leads_to_the_rule(tmp_path: Path) -> None:
    line = "\nSee ENF-005.dangling, `ENF-005.dangling`, ENF-005, ENF-005.not-yet, ENF-999 and XENF-005.\n"
    files = HEALTHY | {"docs/index.md": INDEX + line, "docs/tasks.md": TASKS + line}
    small = built(tmp_path, files, strict=True)

    for address in ("index.html", "tasks"):
        links = article(small.page(address)).select("a[href*=rules]")
        up = "" if address == "index.html" else "../"
        assert [(tag.get_text(), tag.get("href")) for tag in links] == [
            ("ENF-005.dangling", f"{up}rules/ENF-005.dangling/"),
            ("ENF-005.dangling", f"{up}rules/ENF-005.dangling/"),
            ("ENF-005", f"{up}rules/#ENF-005"),
            ("ENF-005.not-yet", f"{up}rules/#ENF-005"),
        ]
    assert small.page("rules").find(id="ENF-005")


@pytest.mark.gov("TASK-019.1", "TASK-026.3")
def test_the_dashboard_has_a_chart_and_a_table_a_card(site: Built) -> None:
    page = site.page("dashboard")

    cards = page.select(".gov-card")
    assert len(cards) >= 3
    # What is counted from a file that nobody configured, or from git, says so, and draws nothing.
    assert all(bool(card.select_one("table")) is not bool(card.select_one(".gov-empty")) for card in cards)
    assert [card.get("id") for card in cards if not card.select_one("table")] == [
        "gov-shares-over-time",
        "gov-burn-up",
        "gov-decisions",
        "gov-decisions-over-time",
        "gov-gate-log",
        "gov-findings-over-time",
        "gov-own-numbers",
        "gov-alarms",
    ]


@pytest.mark.gov("TASK-026.4")
def test_no_page_asks_another_host_for_anything(pages: dict[str, BeautifulSoup]) -> None:
    asked = [
        (name, address)
        for name, page in pages.items()
        for tag in page.find_all(["script", "link", "img", "iframe"])
        if isinstance(address := tag.get("src") or tag.get("href"), str)
        and address.startswith(("http", "//"))
    ]

    assert asked == []


def test_assets_are_served_from_the_site(site: Built) -> None:
    folder = site.root / "site" / "assets" / "gov"

    assert {"gov.css", "gov.js", "plotly-basic.min.js"} <= {file.name for file in folder.iterdir()}
    assert Path("../assets/gov/gov.css").as_posix() in site.text("tasks")
