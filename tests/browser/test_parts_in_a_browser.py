import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.watching import DARK, DESK, LIGHT, PHONE, watching

pytestmark = pytest.mark.browser

PAGES = ("parts.html", "dashboard.html")


def column(page: Page, index: int) -> list[str]:
    return [
        text.strip()
        for text in page.locator(f"#items tbody tr:visible > :nth-child({index})").all_inner_texts()
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_page_is_quiet_asks_no_stranger_and_bars_nobody(
    browser: Browser, bare: str, name: str, scheme: str, width: int
) -> None:
    with watching(browser, bare + name, width=width) as watched:
        watched.in_palette(scheme)
        watched.draw_charts()

        assert watched.violations() == []
        assert watched.complaints == []
        assert watched.strangers == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_a_page_never_scrolls_sideways(browser: Browser, bare: str, name: str, width: int) -> None:
    with watching(browser, bare + name, width=width) as watched:
        watched.draw_charts()

        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


def test_charts_are_drawn_when_they_come_into_view(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}dashboard.html", width=PHONE) as watched:
        last = watched.page.locator("[data-gov-chart]").last
        assert last.get_attribute("data-gov-chart") == "waiting"

        assert watched.draw_charts() == ["drawn", "drawn", "drawn"]
        expect(last.locator("svg.main-svg").first).to_be_visible()


def test_a_chart_takes_no_other_room_than_was_kept_for_it(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}dashboard.html") as watched:
        heights = (
            "[...document.querySelectorAll('.gov-chart__plot')].map((plot) => Math.round(plot.offsetHeight))"
        )
        last = watched.page.locator("[data-gov-chart]").last.get_attribute("data-gov-chart")
        assert last == "waiting"
        before = watched.page.evaluate(heights)
        watched.draw_charts()

        assert watched.page.evaluate(heights) == before


def test_charts_follow_the_palette(browser: Browser, bare: str) -> None:
    fills = """[...document.querySelectorAll('.gov-chart__plot .point path')]
        .map((bar) => getComputedStyle(bar).stroke)"""
    with watching(browser, f"{bare}dashboard.html") as watched:
        watched.draw_charts()
        light = set(watched.page.evaluate(fills))
        watched.in_palette(DARK)
        dark = set(watched.page.evaluate(fills))

    assert "rgb(0, 93, 79)" in light
    assert "rgb(154, 253, 178)" in dark
    assert "rgb(0, 93, 79)" not in dark


def test_a_chart_that_cannot_be_drawn_says_where_its_numbers_are(browser: Browser, bare: str) -> None:
    with watching(browser, "about:blank") as watched:
        watched.page.route("**/plotly-basic.min.js", lambda route: route.abort())
        watched.page.goto(f"{bare}dashboard.html")

        assert set(watched.draw_charts()) == {"failed"}
        expect(watched.page.get_by_text("Its numbers are in the table").first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_everything_is_there_and_nothing_waits(
    browser: Browser, bare: str, name: str
) -> None:
    with watching(browser, bare + name, scripts="off") as watched:
        expect(watched.page.locator("table").first).to_be_visible()
        expect(watched.page.locator("button")).to_have_count(0)
        for plot in watched.page.locator(".gov-chart__plot").all():
            expect(plot).to_be_hidden()


def test_a_table_is_sorted_by_the_keyboard_and_says_so(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html") as watched:
        page = watched.page
        page.get_by_role("button", name="Criteria").focus()
        page.keyboard.press("Enter")
        assert column(page, 4)[:3] == ["1 of 40", "2 of 40", "3 of 40"]
        page.keyboard.press("Enter")

        assert column(page, 4)[:3] == ["30 of 40", "29 of 40", "28 of 40"]
        assert page.get_by_role("columnheader", name="Criteria").get_attribute("aria-sort") == "descending"
        expect(page.get_by_role("status")).to_have_text("30 rows, sorted by Criteria, descending")


def test_identifiers_sort_by_their_numbers(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html?items.sort=title") as watched:
        watched.page.get_by_role("button", name="Identifier").click()

        assert column(watched.page, 1) == [f"TASK-{n}" for n in range(1, 31)]


def test_a_filtered_and_sorted_table_can_be_shared_as_an_address(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html?keep=me") as watched:
        watched.page.get_by_label("Filter").fill("blocked task")
        watched.page.get_by_role("button", name="Criteria").click()
        watched.page.get_by_role("button", name="Criteria").click()
        address = watched.page.url
        expected = column(watched.page, 1)

    assert expected[:2] == ["TASK-29", "TASK-26"]
    assert "keep=me" in address
    with watching(browser, address) as watched:
        assert column(watched.page, 1) == expected
        expect(watched.page.locator(".gov-table__count")).to_have_text("10 of 30 rows")


def test_a_table_is_saved_as_it_is_shown_and_no_cell_runs_in_a_spreadsheet(
    browser: Browser, bare: str, tmp_path: Path
) -> None:
    with watching(browser, f"{bare}parts.html?items.sort=criteria") as watched:
        watched.page.get_by_label("Filter").fill("task-3")
        with watched.page.expect_download() as waiting:
            watched.page.get_by_role("button", name="Download CSV").click()
        waiting.value.save_as(tmp_path / waiting.value.suggested_filename)

    assert [path.name for path in tmp_path.iterdir()] == ["items.csv"]
    text = (tmp_path / "items.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["Identifier", "Title", "Status", "Criteria"],
        ["TASK-3", "'=SUM(A1)", "Completed", "3 of 40"],
        ["TASK-30", 'Task "30"', "Completed", "30 of 40"],
    ]


def test_task_lists_of_ordinary_pages_get_names(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html") as watched:
        boxes = watched.page.get_by_role("checkbox")

        assert [box.get_attribute("aria-label") for box in boxes.all()] == [
            "A criterion of an ordinary page",
            "A part of it",
        ]


def test_a_title_opens_when_its_identifier_has_the_focus(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html") as watched:
        chip = watched.page.get_by_role("link", name="CONST-P5 Security by default").first
        title = chip.locator(".gov-chip__title")
        expect(title).to_be_hidden()
        chip.focus()

        expect(title).to_be_visible()


def test_every_box_of_a_drawing_that_leads_somewhere_takes_the_focus(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html") as watched:
        boxes = watched.page.locator(".gov-neighbourhood svg a")
        assert boxes.count() == 7
        boxes.first.focus()
        watched.page.keyboard.press("Tab")

        expect(boxes.nth(1)).to_be_focused()


def test_an_address_is_copied_and_the_reader_told(browser: Browser, bare: str) -> None:
    with watching(browser, f"{bare}parts.html") as watched:
        watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watched.page.get_by_role("link", name="Copy the address of the table").click()

        expect(watched.page.get_by_role("status")).to_have_text("Address copied")
        assert watched.page.evaluate("navigator.clipboard.readText()") == f"{bare}parts.html#items-heading"


def test_nothing_moves_where_the_reader_asked_for_less(browser: Browser, bare: str) -> None:
    moving = """[...document.querySelectorAll('main *')].filter(
        (one) => parseFloat(getComputedStyle(one).transitionDuration) > 0.01
              || parseFloat(getComputedStyle(one).animationDuration) > 0.01)
        .map((one) => one.className.baseVal ?? one.className)"""
    with watching(browser, f"{bare}parts.html") as watched:
        assert watched.page.evaluate(moving) == []
