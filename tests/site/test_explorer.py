"""The file that the explorer reads, and the page that is whole without it."""

import json
from pathlib import Path

import pytest

from gov_mkdocs.pages import explorer
from tests.site.building import HEALTHY, TASKS, Built, article, built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("explorer"), HEALTHY)


def test_the_file_holds_each_item_with_what_it_stands_on(site: Built) -> None:
    data = json.loads(site.text("assets/gov/items.json"))

    assert data == {
        "page": "items/*/",
        "kinds": ["Principle", "Plan item", "Task"],
        "statuses": ["Not Started", "Active", "Completed"],
        "owners": ["Vera", "Vacant"],
        "ids": ["CONST-P1", "PLAN-001", "TASK-001", "TASK-002"],
        "kind": [0, 1, 2, 2],
        "status": [-1, 1, 2, 0],
        "owner": [-1, -1, 0, 1],
        "ticked": [0, 0, 1, 0],
        "criteria": [0, 0, 1, 1],
        "findings": [0, 0, 0, 0],
        "unpublished": [],
        "edges": {"depends-on": [3, 2], "references": [1, 0, 1, 1, 1, 1]},
        "titles": ["Testable Units", "Accounts", "Sign in", "Sign out"],
    }


def test_the_page_leads_to_complete_lists_without_any_script(site: Built) -> None:
    page = article(site.page("explorer"))

    lists = {link.get_text(): str(link.get("href")) for link in page.select(".gov-explorer__plain a")}
    assert lists == {
        "1 principle": "../items/#kind-principle",
        "1 plan item": "../items/#kind-plan",
        "2 tasks": "../items/#kind-task",
    }
    index = site.page("items")
    assert all(index.find(id=href.partition("#")[2]) for href in lists.values())


def test_an_item_without_a_page_is_marked(tmp_path: Path) -> None:
    configuration = (
        "site_name: X\ntheme: material\nuse_directory_urls: false\n"
        "plugins: [gov: {outside_documents: false}]\n"
    )
    outside = {"OTHER.md": "# PLAN-002: Elsewhere\n**Status**: Active\n**References**: CONST-P1\n"}

    data = json.loads(
        built(tmp_path, HEALTHY | outside | {"mkdocs.yml": configuration}).text("assets/gov/items.json")
    )

    assert [data["ids"][at] for at in data["unpublished"]] == ["PLAN-002"]
    assert data["page"] == "items/*.html"


def test_long_titles_give_way_before_the_file_grows_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explorer, "BUDGET", 1000)
    text = TASKS.replace("Sign in", "Sign in " + "at length " * 200)

    file = built(tmp_path, HEALTHY | {"docs/tasks.md": text}).text("assets/gov/items.json")

    assert len(file.encode()) <= 1001
    titles = json.loads(file)["titles"]
    assert titles[3] == "Sign out"
    assert titles[2].startswith("Sign in at length")


def test_titles_are_data_in_the_file_and_nothing_of_them_is_on_the_page(tmp_path: Path) -> None:
    text = TASKS.replace("Sign in", "`</script><img src=x onerror=alert(1)>`")
    site = built(tmp_path, HEALTHY | {"docs/tasks.md": text})

    assert (
        json.loads(site.text("assets/gov/items.json"))["titles"][2] == "</script><img src=x onerror=alert(1)>"
    )
    assert "onerror" not in site.text("explorer")
