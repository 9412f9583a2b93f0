"""More findings than one page holds: each is on one page, and every page leads to the others."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import DARK, LIGHT, PHONE, watching
from tests.site.building import CONSTITUTION, INDEX, PLAN, Built, article, built

pytestmark = pytest.mark.no_cover  # test_plugin builds the same
CONFIGURATION = (
    "site_name: Many\ntheme: {name: material, font: false, palette: [{scheme: default}, {scheme: slate}]}\n"
    "plugins: [search, {gov: {history: false}}]\n"
)


def tasks(first: int, count: int) -> str:
    """Tasks, each of which refers to a plan item that nobody declared."""
    return "# Tasks\n\n" + "".join(
        f"### TASK-{number}: Part {number}\n\n**Status**: Not Started\n**References**: PLAN-{number}\n"
        "**Assignee**: Vera\n**Estimated Effort**: S\n\n**Acceptance Criteria**:\n- [ ] It is there\n\n"
        for number in range(first, first + count)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "mkdocs.yml": CONFIGURATION,
        "docs/index.md": INDEX.replace("PLAN-001", "").replace("TASK-001", "a task"),
        "docs/constitution.md": CONSTITUTION,
        "docs/plan.md": PLAN,
        "docs/early.md": tasks(1001, 850),
        "docs/late.md": tasks(2001, 280),
    }
    return built(tmp_path_factory.mktemp("many"), files)


def shown(site: Built, address: str) -> list[str]:
    page = article(site.page(address))
    return [str(one["id"]) for one in page.select(".gov-finding")]


@pytest.mark.parametrize("order", ["findings", "findings/by-document"])
def test_every_finding_is_on_one_page_of_each_order(site: Built, order: str) -> None:
    total = int(
        re.findall(r"of ([0-9,]+) findings", article(site.page(order)).get_text())[0].replace(",", "")
    )
    folder = site.root / "site" / order
    sheets = [order, *sorted(f"{order}/{one.name}" for one in folder.iterdir() if one.name.isdigit())]

    found = [name for sheet in sheets for name in shown(site, sheet)]

    assert total > 1000
    assert len(sheets) == -(-total // 500)
    assert [len(shown(site, sheet)) for sheet in sheets[:-1]] == [500] * (len(sheets) - 1)
    assert len(found) == len(set(found)) == total


def test_every_page_of_a_long_list_leads_to_all_others(site: Built) -> None:
    first, second = article(site.page("findings")), article(site.page("findings/2"))

    assert [one.get("href") for one in first.select(".gov-sheets a")][:1] == ["2/"]
    assert [one.get("href") for one in second.select(".gov-sheets a")][:1] == ["../"]
    assert [one.get_text() for one in second.select(".gov-sheets [aria-current]")] == ["501 to 1,000"]
    assert "Go on with 501 to 1,000" in first.get_text()


def test_a_document_in_the_table_leads_to_the_page_on_which_its_findings_begin(site: Built) -> None:
    table = article(site.page("findings")).select_one("#by-document")
    assert table is not None
    links = [str(one["href"]) for one in table.select("a")]

    assert len(links) >= 2
    for link in links:
        address, _, anchor = link.partition("#")
        assert article(site.page(f"findings/{address}")).find(id=anchor) is not None


@pytest.mark.browser
@pytest.mark.gov("TASK-043.1")
def test_a_page_within_a_long_list_is_usable_by_everybody(browser: Browser, site: Built) -> None:
    with (
        serving(site.root / "site") as address,
        watching(browser, f"{address}findings/2/", width=PHONE) as seen,
    ):
        assert seen.violations_in_both_palettes() == {LIGHT: [], DARK: []}
        assert (seen.complaints, seen.strangers) == ([], [])
