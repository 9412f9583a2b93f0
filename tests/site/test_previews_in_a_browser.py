"""A look at an item before following the link to it: the theme looks for its page in the site's map."""

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import watching
from tests.site.building import HEALTHY, built

pytestmark = pytest.mark.browser

CONFIGURATION = """\
site_name: Small
theme:
  name: material
  font: false
  features: [navigation.instant.preview]
plugins: [search, gov]
"""


def test_an_identifier_under_the_pointer_shows_its_item(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("previews")
    with serving(root / "site") as address:
        built(root, HEALTHY | {"mkdocs.yml": f"{CONFIGURATION}site_url: {address}\n"})
        with watching(browser, f"{address}tasks/") as seen:
            seen.page.wait_for_load_state("networkidle")
            seen.page.locator("article p a.gov-chip", has_text="PLAN-001").first.hover()

            shown = seen.page.locator(".md-tooltip2").filter(has_text="Accounts")
            shown.wait_for()
            assert "Declared in" in shown.inner_text()
            assert (seen.complaints, seen.strangers) == ([], [])
