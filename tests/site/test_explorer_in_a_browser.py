"""The explorer as a reader uses it: filter, sort, export, follow references, share the address, go back."""

import csv
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import serving
from tests.browser.watching import DARK, DESK, LIGHT, PHONE, watching
from tests.costs import within
from tests.site.building import HEALTHY, TASKS, Built, built
from tests.site.test_site_in_a_browser import CONFIGURATION

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]  # test_plugin builds the same

FORMULA = "=HYPERLINK(1)"
MANY = 10_000
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = HEALTHY | {"mkdocs.yml": CONFIGURATION, "docs/tasks.md": TASKS.replace("Sign out", FORMULA)}
    return built(tmp_path_factory.mktemp("explorer"), files)


@pytest.fixture(scope="module")
def at(site: Built) -> Iterator[str]:
    with serving(site.root / "site", site.text("assets/gov/csp.txt").strip()) as address:
        yield f"{address}explorer/"


def rows(page: Page) -> list[str]:
    page.locator(".gov-explorer table").wait_for()
    return page.locator(".gov-explorer tbody th").all_inner_texts()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("asked", ["", "?item=TASK-001", "?text=nothing+is+like+this"])
def test_everybody_can_use_it_in_light_and_dark(browser: Browser, at: str, asked: str, width: int) -> None:
    with watching(browser, at + asked, width=width) as seen:
        seen.page.locator(".gov-explorer table").wait_for()
        found = {}
        for scheme in (LIGHT, DARK):
            seen.in_palette(scheme)
            found[scheme] = seen.violations()
        wider = seen.page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert found == {LIGHT: [], DARK: []}
        assert wider <= 0
        assert (seen.complaints, seen.strangers) == ([], [])


def test_without_scripts_the_lists_are_in_view(browser: Browser, at: str) -> None:
    with watching(browser, at, scripts="off") as seen:
        assert seen.page.locator(".gov-explorer__plain").is_visible()
        seen.page.locator(".gov-explorer__plain a", has_text="2 tasks").click()
        assert seen.page.url.endswith("/items/#kind-task")


def test_items_that_cannot_be_loaded_leave_the_lists(browser: Browser, site: Built) -> None:
    with serving(site.root / "site") as address, watching(browser, address) as seen:
        seen.page.route("**/items.json", lambda route: route.fulfill(status=404))
        seen.page.goto(f"{address}explorer/")

        seen.page.get_by_text("could not be loaded").wait_for()
        assert seen.page.locator(".gov-explorer__plain").is_visible()


@pytest.mark.gov("TASK-041.3")
def test_filters_and_order_stand_in_the_address_and_come_back_with_it(browser: Browser, at: str) -> None:
    with watching(browser, at) as seen:
        page = seen.page
        assert rows(page) == ["CONST-P1", "PLAN-001", "TASK-001", "TASK-002"]

        page.get_by_label("Kind").select_option("Task")
        page.get_by_role("button", name="Item").click()
        assert rows(page) == ["TASK-002", "TASK-001"]
        page.get_by_label("Filter").fill("sign vera")
        assert rows(page) == ["TASK-001"]
        assert page.locator(".gov-table__count").inner_text() == "1 of 4 items"
        shared = page.url
        assert shared.endswith("?text=sign+vera&kind=Task&order=desc")

        page.goto(at)
        assert len(rows(page)) == 4
        page.goto(shared)
        assert rows(page) == ["TASK-001"]
        assert page.get_by_label("Kind").input_value() == "Task"
        page.get_by_label("Filter").fill("nobody")
        page.get_by_role("button", name="Show all").click()
        assert len(rows(page)) == 4


def test_statuses_and_owners_filter_too(browser: Browser, at: str) -> None:
    with watching(browser, at) as seen:
        rows(seen.page)
        seen.page.get_by_label("Status").select_option("Active")
        assert rows(seen.page) == ["PLAN-001"]
        seen.page.get_by_label("Status").select_option("")
        seen.page.get_by_label("Owner").select_option("Vacant")
        assert rows(seen.page) == ["TASK-002"]


@pytest.mark.gov("TASK-041.3")
def test_what_is_shown_is_saved_as_csv_that_runs_nothing(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}?kind=Task") as seen:
        rows(seen.page)
        with seen.page.expect_download() as download:
            seen.page.get_by_role("button", name="Download CSV").click()

        text = download.value.path().read_text(encoding="utf-8-sig")
        assert list(csv.reader(io.StringIO(text))) == [
            ["Item", "Title", "Kind", "Status", "Owner", "Criteria ticked", "Criteria", "Refers to",
             "Referred to by", "Findings"],
            ["TASK-001", "Sign in", "Task", "Completed", "Vera", "1", "1", "PLAN-001", "TASK-002", "0"],
            ["TASK-002", f"'{FORMULA}", "Task", "Not Started", "Vacant", "0", "1",
             "TASK-001 PLAN-001", "", "0"],
        ]  # fmt: skip


def test_an_item_is_seen_among_its_neighbours_and_the_back_button_leads_back(
    browser: Browser, at: str
) -> None:
    with watching(browser, at) as seen:
        page = seen.page
        rows(page)
        assert page.locator("svg .gov-node").count() == 4
        page.get_by_label("Show TASK-001 in the graph").click()
        assert page.locator("h2#graph").inner_text() == "Around TASK-001"
        assert page.url.endswith("?item=TASK-001")
        names = page.locator(".gov-neighbourhood__lists li .gov-chip").all_inner_texts()
        assert names == ["PLAN-001", "TASK-002", "CONST-P1"]

        page.locator("svg .gov-node", has_text="TASK-002").locator("a").click()
        assert page.locator("h2#graph").inner_text() == "Around TASK-002"
        page.get_by_label("Up to").select_option("1")
        assert page.url.endswith("?item=TASK-002&depth=1")
        assert page.locator("svg .gov-node").count() == 3

        for heading in ("Around TASK-002", "Around TASK-001", "Graph"):
            page.go_back()
            assert page.locator("h2#graph").inner_text() == heading
        page.go_forward()
        assert page.locator("h2#graph").inner_text() == "Around TASK-001"
        page.locator(".gov-node--here a").click()
        assert page.locator("h1").inner_text() == "TASK-001 Sign in"


def test_the_keyboard_alone_leads_through_the_drawing(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}?item=TASK-001") as seen:
        page = seen.page
        rows(page)
        page.locator(".gov-explorer__drawing").focus()
        focused = "document.activeElement.querySelector('.gov-node__id')?.textContent"
        page.keyboard.press("Tab")
        assert page.evaluate(focused) == "TASK-001"
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(focused) == "PLAN-001"
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(focused) == "TASK-002"
        page.keyboard.press("Enter")

        assert page.locator("h2#graph").inner_text() == "Around TASK-002"


def test_an_item_that_is_not_there_is_named(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}?item=TASK-999") as seen:
        rows(seen.page)
        assert seen.page.get_by_text("There is no TASK-999 here.").is_visible()


def opening(page: Page, address: str) -> float:
    started = time.monotonic()
    page.goto(address)
    page.locator(".gov-explorer table").wait_for()
    return time.monotonic() - started


def filtering(page: Page, text: str, shown: str) -> float:
    page.get_by_label("Filter").fill("")
    page.get_by_text("1 to 100 of 10000").wait_for()
    started = time.monotonic()
    page.get_by_label("Filter").fill(text)
    page.locator(".gov-table__count", has_text=shown).wait_for()
    return time.monotonic() - started


@pytest.mark.hard
def test_ten_thousand_items_can_be_used_within_two_seconds(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("many")
    subprocess.run(
        (sys.executable, "-m", "benchmarks.corpus", str(MANY), str(root / "docs")), cwd=ROOT, check=True
    )
    site = built(root, {"mkdocs.yml": CONFIGURATION})
    assert (site.root / "site" / "assets" / "gov" / "items.json").stat().st_size < 1_500_000
    assert (site.root / "site" / "search" / "search_index.json").stat().st_size < 1_500_000

    with serving(site.root / "site") as address, watching(browser, address) as seen:
        page = seen.page
        opened = within(2, lambda: opening(page, f"{address}explorer/"))
        assert len(rows(page)) == 100
        page.locator("svg .gov-node").nth(199).wait_for()
        assert page.locator("svg .gov-node").count() == 200

        filtered = within(2, lambda: filtering(page, "TASK-1363", "1 of 10000 items"))

        page.get_by_label("Filter").fill("")
        page.get_by_role("button", name="Next").click()
        page.get_by_text("101 to 200 of 10000").wait_for()
        page.get_by_role("button", name="Draw all 10000").click()
        page.locator("svg .gov-node").nth(MANY - 1).wait_for()

        assert opened, opened
        assert filtered, filtered
