"""The guide to the site names every option of the plug-in and every page that it makes."""

import re
from pathlib import Path

from gov_mkdocs import addresses
from gov_mkdocs.plugin.options import GovOptions


def test_the_guide_names_every_option_and_no_other(root: Path) -> None:
    text = (root / "docs" / "guides" / "site.md").read_text(encoding="utf-8")

    options = text.partition("## Options")[2]
    assert set(re.findall(r"^\| `([a-z_]+)` \|", options, re.MULTILINE)) == set(GovOptions().keys())


def test_the_guide_names_every_page_that_a_navigation_can_list(root: Path) -> None:
    text = (root / "docs" / "guides" / "site.md").read_text(encoding="utf-8")

    files = {
        value for value in vars(addresses).values() if isinstance(value, str) and value.endswith(".md")
    } - {addresses.HOME, addresses.FINDINGS_BY_DOCUMENT}
    assert set(re.findall(r"\| `([a-z/-]+\.md)` \|", text)) == files
