"""A site under the policy that it writes itself: everything works, and what is smuggled in does not run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import watching
from tests.site.building import HEALTHY, Built, built
from tests.site.test_site_in_a_browser import CONFIGURATION, LOGGED, PAGES, look_for

pytestmark = [pytest.mark.browser, pytest.mark.no_cover]  # test_plugin builds the same
SMUGGLED = "# Other\n\n<script>document.title = 'run'</script>\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = HEALTHY | LOGGED | {"mkdocs.yml": CONFIGURATION, "docs/other.md": SMUGGLED}
    return built(tmp_path_factory.mktemp("policy"), files)


@pytest.fixture(scope="module")
def at(site: Built) -> Iterator[str]:
    with serving(site.root / "site", site.text("assets/gov/csp.txt").strip()) as address:
        yield address


@pytest.mark.gov("TASK-043.5")
@pytest.mark.parametrize("page", [*PAGES, "explorer/", "404.html", "plan/"])
def test_no_page_breaks_the_policy(browser: Browser, at: str, page: str) -> None:
    with watching(browser, at + page) as seen:
        seen.page.wait_for_load_state("networkidle")
        seen.draw_charts()

        assert (seen.complaints, seen.strangers) == ([], [])


def test_the_palette_the_search_and_the_charts_work_under_the_policy(browser: Browser, at: str) -> None:
    with watching(browser, f"{at}dashboard/") as seen:
        assert set(seen.draw_charts()) == {"drawn"}
        seen.page.locator("label[for=__palette_1]").click()
        assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        seen.page.goto(f"{at}items/TASK-001/")
        assert seen.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        look_for(seen.page, "TASK-002")
        seen.page.locator(".md-search-result__link[href*='#TASK-002']").wait_for(state="attached")

        assert seen.complaints == []


def test_a_script_in_a_page_is_refused_under_the_policy_and_runs_without_it(
    browser: Browser, at: str, site: Built
) -> None:
    with watching(browser, f"{at}other/") as seen:
        assert seen.page.title() != "run"
        assert any("Content Security Policy" in said for said in seen.complaints)

    with serving(site.root / "site") as unguarded, watching(browser, f"{unguarded}other/") as seen:
        assert seen.page.title() == "run"
