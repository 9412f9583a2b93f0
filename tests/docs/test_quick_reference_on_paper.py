"""The quick reference is one sheet, in the looks in which this project's site prints it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import serving
from tests.browser.watching import watching
from tests.conftest import ROOT
from tests.site.building import built

PAGE = (ROOT / "docs/quick-reference.md").read_text(encoding="utf-8")
STYLE = (ROOT / "docs/assets/print.css").read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.gov("TASK-018.3")
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("times", "sheets"), [(1, 1), (2, 2)])
def test_the_quick_reference_fits_one_sheet_and_twice_as_much_does_not(
    browser: Browser, tmp_path: Path, paper: str, times: int, sheets: int
) -> None:
    settings = "site_name: Paper\ntheme: {name: material, font: false}\nextra_css: [assets/print.css]\n"
    site = built(
        tmp_path, {"mkdocs.yml": settings, "docs/index.md": PAGE * times, "docs/assets/print.css": STYLE}
    )

    with serving(site.root / "site") as address, watching(browser, address) as seen:
        printed = seen.page.pdf(format=paper)

    assert [int(count) for count in re.findall(rb"/Count ([0-9]+)", printed)] == [sheets]


def test_the_site_prints_with_that_style() -> None:
    assert "\nextra_css:\n  - assets/print.css\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
