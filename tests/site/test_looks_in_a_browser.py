"""How pages look, as measured in a browser: sizes of text, rows, columns, links that show, phone cards."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import DESK, PHONE, watching
from tests.site.building import CONSTITUTION, HEALTHY, TASKS, built
from tests.site.test_site_in_a_browser import CONFIGURATION, DECISIONS, RICH

pytestmark = pytest.mark.browser

SCALE = {12, 14, 16, 20, 25, 31}
PAGES = ("", "tasks/", "items/", "items/TASK-001/", "items/CONST-P1/", "explorer/", "dashboard/", "rules/",
         "matrix/", "matrix/plan-task/", "findings/", "principles/", "decisions/")  # fmt: skip
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
# Of each element that shows text of its own: how large, and which.
SIZES = """[...document.querySelectorAll('.md-content *')]
    .filter((one) => !one.closest('.gov-chart__plot') && one.checkVisibility()
        && [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .filter((one) => !one.matches('.footnote-backref'))
    .map((one) => [Math.round(100 * parseFloat(getComputedStyle(one).fontSize)) / 100,
        `${one.localName}.${one.className.baseVal ?? one.className}`])"""
BARE_LINKS = """[...document.querySelectorAll('article :is(td, th, li, p, dd) a')]
    .filter((one) => one.checkVisibility() && !one.matches('.headerlink, .footnote-ref, .footnote-backref')
        && getComputedStyle(one).textDecorationLine !== 'underline')
    .map((one) => one.outerHTML.slice(0, 120))"""
HEIGHTS = """[...document.querySelectorAll('.gov-table:not(.gov-table--airy) tbody tr')]
    .filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().height))"""
NUMERALS = """[...new Set([...document.querySelectorAll('.gov-table td, .gov-tile__value')]
    .map((one) => getComputedStyle(one).fontVariantNumeric))]"""
# Of each cell of a card: where its name stands, and how far its words are from the edge.
LABELS = """[...document.querySelectorAll('.gov-table--stacked tbody td')]
    .filter((one) => one.checkVisibility() && one.textContent.trim()).map((one) => {
      const name = getComputedStyle(one, '::before');
      const cell = getComputedStyle(one);
      return [one.dataset.label !== '' && name.content.includes(one.dataset.label),
        name.float, cell.paddingLeft, cell.textAlign].join(' ');
    })"""


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with few items, a torn reference, many principles and long words."""
    principles = "".join(f"### CONST-P{n}: Principle {n}\n\nText {n}.\n\n" for n in range(2, 40))
    files = HEALTHY | {
        "mkdocs.yml": CONFIGURATION,
        "docs/constitution.md": CONSTITUTION.replace("## Governance", f"{principles}## Governance"),
        "docs/tasks.md": TASKS.replace("PLAN-001 (Accounts)", "PLAN-009") + RICH,
        "docs/adr.md": DECISIONS,
    }
    site = built(tmp_path_factory.mktemp("looks"), files)
    with serving(site.root / "site") as address:
        yield address


@pytest.mark.gov("TASK-043.1")
def test_on_a_desk_text_keeps_to_the_scale_links_show_and_rows_have_their_height(
    browser: Browser, at: str
) -> None:
    heights: set[int] = set()
    numerals: set[str] = set()
    for page in PAGES:
        with watching(browser, at + page, width=DESK) as seen:
            seen.page.wait_for_load_state("networkidle")
            seen.page.evaluate(OPEN)
            strays = {(size, name) for size, name in seen.page.evaluate(SIZES) if size not in SCALE}
            assert (page, strays) == (page, set())
            assert (page, seen.page.evaluate(BARE_LINKS)) == (page, [])
            heights |= set(seen.page.evaluate(HEIGHTS))
            numerals |= set(seen.page.evaluate(NUMERALS))

    with watching(browser, f"{at}matrix/", width=DESK) as seen:
        seen.page.evaluate("document.querySelector('#matrices, .gov-table').classList.add('gov-table--airy')")
        airy = seen.page.evaluate(HEIGHTS.replace(":not(.gov-table--airy)", ".gov-table--airy"))

    assert set(airy) <= {44, 45}
    # The line below a row is its own; rows of more than one line are higher.
    assert min(heights) in (32, 33)
    assert numerals == {"tabular-nums"}


def test_on_a_phone_each_card_names_its_cells_in_one_way(browser: Browser, at: str) -> None:
    found: set[str] = set()
    for page in ("items/", "explorer/", "rules/", "matrix/", "findings/", "principles/", "decisions/"):
        with watching(browser, at + page, width=PHONE) as seen:
            seen.page.wait_for_load_state("networkidle")
            seen.page.evaluate(OPEN)
            labels = seen.page.evaluate(LABELS)
            assert (page, bool(labels)) == (page, True)
            found |= set(labels)

    assert found == {"true left 112px left"}


def test_the_explorer_shows_all_its_columns_on_a_desk(browser: Browser, at: str) -> None:
    hidden = """() => {
      const box = document.querySelector('.gov-explorer .gov-table__scroll');
      const cut = [...box.querySelectorAll('th, td')].filter((one) => one.scrollWidth > one.clientWidth);
      return [box.scrollWidth - box.clientWidth, cut.map((one) => one.textContent)];
    }"""
    with watching(browser, f"{at}explorer/", width=DESK) as seen:
        seen.page.locator(".gov-explorer table").wait_for()

        assert seen.page.evaluate(hidden) == [0, []]


def test_the_explorers_cards_are_ordered_by_a_choice_on_a_phone(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}explorer/", width=PHONE) as seen:
        seen.page.get_by_label("Order by").select_option("Criteria")

        assert seen.page.locator(".gov-explorer tbody th").first.inner_text() == "TASK-001"
        assert "sort=criteria" in seen.page.url
        assert "order=desc" in seen.page.url


def test_rules_are_folded_found_by_a_filter_and_opened_by_an_address(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}rules/", width=PHONE) as seen:
        assert seen.page.evaluate("document.body.scrollHeight") < 4000
        seen.page.locator("#rules input[type=search]").fill("dangling error")
        rows = seen.page.locator("#rules tbody tr:visible th")
        assert rows.all_inner_texts() == ["ENF-005.dangling"]
        assert "rules.filter=dangling+error" in seen.page.url
        assert seen.page.locator("#rules .gov-table__count").inner_text().startswith("1 of ")

        seen.page.locator("#rules input[type=search]").fill("")
        seen.page.locator("#rules .gov-button", has_text="Open all").click()
        assert seen.page.locator("#rules details:not([open])").count() == 0
    with watching(browser, f"{at}rules/#ENF-009", width=PHONE) as seen:
        assert seen.page.locator("details[open] > summary").all_inner_texts() != []
        assert seen.page.locator("details[open] h2").get_attribute("id") == "ENF-009"


def test_very_many_principles_are_folded_after_the_first_few(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}principles/") as seen:
        assert seen.page.locator(".gov-lead a.gov-chip:visible").count() == 12
        seen.page.locator(".gov-lead summary").click()
        assert seen.page.locator(".gov-lead a.gov-chip:visible").count() == 39


def test_what_stands_for_a_chart_waits_a_moment_and_moves_nothing(browser: Browser, at: str) -> None:
    """A reader on a quick line sees no skeleton; what is drawn takes the room that was kept for it."""
    moved = """new Promise((done) => new PerformanceObserver((list, one) => {
        one.disconnect();
        done(list.getEntries().filter((entry) => !entry.hadRecentInput)
          .reduce((sum, entry) => sum + entry.value, 0));
      }).observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(done, 500, 0))"""
    with watching(browser, f"{at}dashboard/") as seen:
        waiting = seen.page.locator(".gov-chart__skeleton rect").last
        assert waiting.evaluate("(one) => getComputedStyle(one).animationDelay") == "0.3s"
        seen.draw_charts()

        assert seen.page.evaluate(moved) < 0.05
