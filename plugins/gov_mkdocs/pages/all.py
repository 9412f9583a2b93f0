"""Every page that is made of all documents together, save those of single items and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_mkdocs.pages.dashboard import dashboard_page
from gov_mkdocs.pages.decisions import decisions_page
from gov_mkdocs.pages.explorer import explorer_page
from gov_mkdocs.pages.findings import findings_pages
from gov_mkdocs.pages.gate import gate_page
from gov_mkdocs.pages.indexes import by_owner_page, by_principle_page
from gov_mkdocs.pages.items import items_pages
from gov_mkdocs.pages.matrix import matrix_pages
from gov_mkdocs.pages.orphans import orphans_page
from gov_mkdocs.pages.principles import principles_page
from gov_mkdocs.pages.rules import rules_page
from gov_mkdocs.pages.since import since_page

if TYPE_CHECKING:
    from gov_mkdocs.pages.page import Page
    from gov_mkdocs.site import Site

__all__ = ["generated_pages"]


def generated_pages(site: Site) -> list[Page]:
    """Make them."""
    since, gate = since_page(site), gate_page(site)
    return [
        dashboard_page(site),
        *items_pages(site),
        explorer_page(site),
        by_principle_page(site),
        by_owner_page(site),
        principles_page(site),
        *matrix_pages(site),
        orphans_page(site),
        decisions_page(site),
        *([since] if since is not None else []),
        *([gate] if gate is not None else []),
        *findings_pages(site),
        rules_page(site),
    ]
