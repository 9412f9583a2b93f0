"""A site with every kind of page in a browser: quiet, self-contained, usable, and unmoved by attacks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page

from gov.change.log import lines_of
from tests.browser.serving import serving
from tests.browser.watching import DARK, DESK, LIGHT, PHONE, watching
from tests.metrics.test_gate_log import exempt, override
from tests.site.building import HEALTHY, TASKS, built
from tests.site.test_history import committed, git
from tests.site.test_safety import MORE_PAYLOADS, PAYLOADS

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]  # test_plugin builds the same

CONFIGURATION = """\
site_name: Small
theme:
  name: material
  font: false
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
  features: [navigation.indexes, navigation.sections]
plugins: [search, gov]
nav:
  - index.md
  - Work:
      - tasks.md
      - plan.md
  - Rules of ours:
      - constitution.md
      - Decisions: adr.md
  - Dashboard: dashboard/index.md
  - Items:
      - items/index.md
      - By principle: items/by-principle.md
      - Matrices:
          - matrix/index.md
          - Constitution: principles/index.md
  - Explorer: explorer/index.md
  - Findings: findings/index.md
  - Rules: rules/index.md
"""
RICH = """

> [!NOTE]
> An alert with [a link](plan.md).

| Field | Value |
|-------|------:|
| one   | 1     |

```python
def total(price: int) -> int:  # a comment
    return price + 1
```

See https://example.org and `code`.

- [ ] an open box in running text
"""
DECISIONS = """\
# Decisions

## ADR-0001: Keep sessions in a cookie

**Status**: Superseded
**Date**: 2025-11-02
**References**: CONST-P1

## ADR-0002: Keep sessions on the server

**Status**: Accepted
**Date**: 2026-01-12
**References**: CONST-P1
**Supersedes**: ADR-0001
"""
# A page of a small project is one that a phone lays out at once.
MOST_NODES = 2500
PAGES = (
    "",
    "tasks/",
    "dashboard/",
    "items/",
    "items/by-principle/",
    "items/by-owner/",
    "items/TASK-001/",
    "items/CONST-P1/",
    "principles/",
    "matrix/",
    "matrix/plan-task/",
    "explorer/",
    "orphans/",
    "decisions/",
    "since/",
    "findings/",
    "findings/by-document/",
    "gate/",
    "rules/",
    "rules/ENF-005.dangling/",
)


def look_for(page: Page, words: str) -> None:
    """Type into the search as a reader does: it loads its index once it has the focus."""
    page.locator("input[data-md-component=search-query]").click()
    page.keyboard.type(words)


LOGGED = {
    "gov.toml": '[project]\nkinds = ["principle", "plan", "task"]\n\n[change]\nlog = "governance.jsonl"\n',
    "governance.jsonl": lines_of([exempt(1), override(2, 9, "TASK-002")]),
}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with one torn reference."""
    files = HEALTHY | {
        "mkdocs.yml": CONFIGURATION,
        "docs/tasks.md": TASKS.replace("PLAN-001 (Accounts)", "PLAN-009").replace("### ", "## ") + RICH,
        "docs/adr.md": DECISIONS,
        **LOGGED,
    }
    folder = tmp_path_factory.mktemp("site")
    git(folder, "init", "-q", "-b", "main")
    committed(folder, HEALTHY | {".gitignore": "site/\n"}, "Begin", day=2)
    committed(folder, files, "Go on", day=20)
    site = built(folder, {})
    with serving(site.root / "site") as address:
        yield address


@pytest.mark.gov("TASK-043.1")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_kind_of_page_is_usable_by_everybody_in_light_and_dark(
    browser: Browser, at: str, page: str, width: int
) -> None:
    with watching(browser, at + page, width=width) as seen:
        seen.page.wait_for_load_state("networkidle")
        assert seen.page.evaluate("document.querySelectorAll('*').length") < MOST_NODES
        assert seen.is_as_wide_as_its_window()
        assert seen.violations_in_both_palettes() == {LIGHT: [], DARK: []}
        assert seen.is_as_wide_as_its_window()
        assert (seen.complaints, seen.strangers) == ([], [])


@pytest.mark.gov("TASK-043.1")
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_page_is_as_usable_without_scripts(browser: Browser, at: str, page: str) -> None:
    with watching(browser, at + page, scripts="empty") as seen:
        assert seen.page.locator(".gov-table__count, .gov-button").count() == 0
        assert seen.violations_in_both_palettes() == {LIGHT: [], DARK: []}


def test_words_without_end_and_long_lists_widen_no_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    word = "unbroken" * 50
    tasks = "".join(
        f"\n### TASK-{number}: A title long enough to reach far beyond the edge of a narrow cell {number}\n\n"
        "**Status**: Not Started\n**References**: PLAN-001 (Accounts)\n"
        for number in range(101, 161)
    )
    files = HEALTHY | {
        "mkdocs.yml": CONFIGURATION,
        "docs/adr.md": DECISIONS,
        "docs/tasks.md": TASKS.replace("**Status**: Completed", f"**Status**: {word}", 1)
        + f"\n### TASK-009: {word}\n\n**Status**: Not Started\n**References**: PLAN-001\n"
        + tasks,
    }
    site = built(tmp_path_factory.mktemp("long"), files)
    pages = ("", "tasks/", "items/TASK-009/", "items/TASK-001/", "items/PLAN-001/", "items/by-principle/",
             "matrix/", "matrix/plan-task/", "principles/", "findings/", "explorer/")  # fmt: skip
    with serving(site.root / "site") as address:
        for page in pages:
            with watching(browser, address + page) as seen:
                seen.page.wait_for_load_state("networkidle")
                for width in (DESK, 800, PHONE):
                    seen.page.set_viewport_size({"width": width, "height": 900})
                    assert (page, width, seen.is_as_wide_as_its_window()) == (page, width, True)


def test_a_site_that_says_nothing_of_its_looks_asks_nobody_else(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    configuration = "site_name: Alone\nplugins: [search, gov]\ntheme: {name: material}\n"
    text = TASKS.replace("PLAN-001 (Accounts)", "PLAN-009")
    files = HEALTHY | {"mkdocs.yml": configuration, "docs/tasks.md": text + RICH} | LOGGED
    site = built(tmp_path_factory.mktemp("alone"), files)
    with serving(site.root / "site") as address:
        for page in PAGES:
            with watching(browser, address + page, width=PHONE) as seen:
                drawn = seen.draw_charts()
                wide = [seen.is_as_wide_as_its_window()]
                seen.page.set_viewport_size({"width": DESK, "height": 900})
                wide.append(seen.is_as_wide_as_its_window())

                assert (page, seen.strangers, seen.complaints, wide) == (page, [], [], [True, True])
                assert set(drawn) <= {"drawn"}


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.gov("TASK-026.1")
def test_the_dashboard_has_its_cards_and_draws_what_they_count(
    browser: Browser, at: str, scheme: str
) -> None:
    with watching(browser, f"{at}dashboard/") as seen:
        seen.in_palette(scheme)
        drawn = seen.draw_charts()

        cards = seen.page.locator(".gov-card")
        assert [cards.nth(number).get_attribute("id") for number in range(cards.count())] == [
            "gov-shares-over-time",
            "gov-compliance",
            "gov-tasks-by-status",
            "gov-burn-up",
            "gov-criteria",
            "gov-traceability-coverage",
            "gov-implementation-coverage",
            "gov-orphans",
            "gov-decisions",
            "gov-decisions-over-time",
            "gov-freshness",
            "gov-gate-log",
            "gov-findings",
            "gov-findings-over-time",
            "gov-own-numbers",
            "gov-alarms",
        ]
        # Nobody configured numbers of their own or alarms.
        assert drawn == ["drawn"] * 14
        assert seen.page.locator(".gov-card table").count() == 14


@pytest.mark.gov("TASK-042.1")
def test_a_number_opens_by_keyboard_and_leads_to_what_it_is_made_of(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}dashboard/") as seen:
        opened = seen.page.locator("#gov-tasks-by-status .gov-explained")
        opened.locator("summary").focus()
        seen.page.keyboard.press("Enter")

        assert opened.get_attribute("open") is not None
        assert "would improve it most" in opened.locator("summary").inner_text()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/items/TASK-00*/")


def test_the_rule_of_a_finding_and_the_line_that_is_wrong_are_two_clicks_from_home(
    browser: Browser, at: str
) -> None:
    with watching(browser, at) as seen:
        seen.page.locator(".md-nav a", has_text="Findings").first.click()
        seen.page.locator(".gov-finding__place", has_text="docs/tasks.md:11:17").first.click()
        assert seen.page.url.endswith("/tasks/#TASK-001")
        assert seen.page.locator("[id='TASK-001']").is_visible()

        seen.page.go_back()
        seen.page.locator(".gov-finding__code", has_text="ENF-005.dangling").first.click()
        assert seen.page.locator("h1").inner_text() == "ENF-005.dangling"
        assert seen.page.locator(".gov-finding", has_text="PLAN-009").count() == 1


@pytest.mark.gov("TASK-025.2")
def test_indexes_lead_to_every_item_and_every_rule(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}items/") as seen:
        items = seen.page.locator(".gov-table tbody a.gov-chip").all_inner_texts()
        assert items == ["CONST-P1", "PLAN-001", "TASK-001", "TASK-002", "ADR-0001", "ADR-0002"]
        assert seen.page.locator("#items-by-status .gov-badge").all_inner_texts() == [
            "Active",
            "Not Started",
            "Completed",
            "Accepted",
            "Superseded",
        ]
        for item in items:
            seen.page.goto(f"{at}items/{item}/")
            assert seen.page.locator("h1").inner_text().startswith(item)

        seen.page.goto(f"{at}rules/")
        seen.page.get_by_role("button", name="Open all").click()
        rules = seen.page.locator(".gov-table tbody th a").all_inner_texts()
        assert len(rules) > 50
        assert {"ENF-001.duplicate", "ENF-005.dangling"} & set(rules)


@pytest.mark.gov("TASK-041.2")
def test_a_matrix_is_filtered_and_saved_and_its_view_stands_in_the_address(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}matrix/principle-decision/") as seen:
        seen.page.locator("#relations input[type=search]").fill("nothing like it")
        assert seen.page.locator("#relations tbody tr:visible").count() == 0
        seen.page.locator("#relations input[type=search]").fill("ADR-0002")
        assert seen.page.locator("#relations tbody tr:visible").count() == 1
        assert "relations.filter=ADR-0002" in seen.page.url

        with seen.page.expect_download() as saved:
            seen.page.locator("#relations .gov-button").click()
        rows = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
        assert rows == [
            "Principle,Title,References,Referred to by decisions",
            "CONST-P1,Testable Units,2,ADR-0001 ADR-0002",
        ]
        sticky = "getComputedStyle(document.querySelector('#relations thead th')).position"
        assert seen.page.evaluate(sticky) == "sticky"


def test_anchors_of_items_criteria_and_headings_are_in_view_when_they_are_asked_for(
    browser: Browser, at: str
) -> None:
    for anchor in ("TASK-002", "TASK-002.1", "task-002-sign-out", "task-002.1"):
        with watching(browser, f"{at}tasks/#{anchor}") as seen:
            box = seen.page.locator(f"[id='{anchor}']").bounding_box()

            assert box is not None, anchor
            assert 0 <= box["y"] < 900


def test_the_search_leads_to_an_item(browser: Browser, at: str) -> None:
    with watching(browser, at) as seen:
        look_for(seen.page, "TASK-002")
        # The list is filled anew with each letter, and its order is that of the last one.
        seen.page.wait_for_function(
            "(document.querySelector('.md-search-result__link')?.getAttribute('href') ?? '')"
            ".split('?')[0].endsWith('/tasks/')"
        )
        seen.page.locator(".md-search-result__link[href*='#TASK-002']").wait_for(state="attached")

        assert seen.page.locator(".md-search-result__link[href*='#TASK-002']").count() == 1


def test_an_identifier_leads_to_its_item_and_back_to_its_place(browser: Browser, at: str) -> None:
    with watching(browser, at + "tasks/") as seen:
        seen.page.locator("article p a.gov-chip", has_text="PLAN-001").first.click()
        assert seen.page.locator("h1").inner_text() == "PLAN-001 Accounts"

        seen.page.locator(".gov-facts a").first.click()
        assert seen.page.url.endswith("/plan/#PLAN-001")


@pytest.mark.gov("TASK-043.2")
@pytest.mark.parametrize(
    "every",
    [pytest.param(15, id="some"), pytest.param(1, id="all", marks=[pytest.mark.hard, pytest.mark.untimed])],
)
def test_nothing_that_documents_hold_is_run(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, every: int
) -> None:
    """Every payload in each field of an item, and in the document's own title.

    All of them are on the pages of the document, of the items and of the findings; the pages of their own
    are looked at for some, or for all.
    """
    payloads = dict.fromkeys((*PAYLOADS, *MORE_PAYLOADS))
    assert len(payloads) >= 150
    items = "".join(
        f"### TASK-{number:03} {line}\n**Status**: {line}\n**References**: PLAN-001 ({line})\n"
        f"**Assignee**: {line}\n**Estimated Effort**: {line}\n**Priority**: {line}\n\n"
        f"**Acceptance Criteria**:\n- [ ] {line}\n\nIt says {line}\n\n"
        for number, line in enumerate((payload.replace("\n", " ") for payload in payloads), 1)
    )
    title = '---\ntitle: "<img src=x onerror=alert(1)>"\ndescription: \'"><script>alert(1)</script>\'\n---\n'
    files = HEALTHY | {
        "mkdocs.yml": CONFIGURATION,
        "docs/tasks.md": f"{title}# <script>alert(1)</script>\n\n{items}",
    }
    site = built(tmp_path_factory.mktemp("hostile"), files)
    pages = ["", "tasks/", "items/", "findings/", "dashboard/", "items/PLAN-001/"]
    pages.extend(f"items/TASK-{number:03}/" for number in range(1, len(payloads) + 1, every))

    with serving(site.root / "site") as address, watching(browser, address) as seen:
        run: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            run.append(seen.page.url)
            dialog.dismiss()

        seen.page.on("dialog", dismiss)
        for page in pages:
            answer = seen.page.goto(address + page)
            assert answer is not None, page
            assert answer.ok, page
            unsafe = seen.page.locator(
                "a[href^='javascript:' i], a[href^='data:' i], a[href^='vbscript:' i]"
            ).count()
            assert (page, unsafe, run) == (page, 0, [])
        look_for(seen.page, "alert")
        seen.page.locator(".md-search-result__link").first.wait_for(state="attached")

        assert run == []
        assert not [line for line in seen.complaints if "Failed to load resource" not in line]
