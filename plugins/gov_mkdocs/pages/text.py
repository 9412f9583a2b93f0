"""Rendered documents as parts of other pages."""

from __future__ import annotations

from bisect import bisect_left
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from gov.text import Source
from gov_mkdocs.addresses import relative
from gov_mkdocs.rendering import ToItem, ToRule, joined, render
from gov_mkdocs.rendering.targets import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.items import Item
    from gov_mkdocs.site import Site

__all__ = ["item_text", "own_address", "page_text"]


def own_address(site: Site, here: str) -> Callable[[ToItem | ToRule], str]:
    """Give the way from a page to an item's page or a rule's, as an attribute's value."""
    items = site.project.graph.items

    def address(to: ToItem | ToRule) -> str:
        if isinstance(to, ToRule):
            return escape(relative(site.address_of_rule(to.code), here))
        url = relative(site.addresses.of_item(items.get(to.id)), here)
        return escape(f"{url}#{to.id}.{to.part}" if to.part else url)

    return address


def item_text(site: Site, item: Item, here: str, targets: Callable[[str, str], str]) -> Markup:
    """An item's text without its heading; `targets` gives the address of a link in the item's document."""
    document = site.project.by_path[item.path]
    pieces = site.rendered(item.path).part(_after_heading(site, item), item.body.end)
    base = site.addresses.documents[document.path]

    def target(link: str) -> str:
        return written(relative_from(targets(item.path, link), base, here))

    return Markup(joined(pieces, own_address(site, here), target))  # noqa: S704 - the renderer has escaped it


def relative_from(link: str, base: str, here: str) -> str:
    """A link that is right on one page, as it is right on another; links out of the site stay."""
    scheme = link.partition(":")[0]
    if link.startswith(("/", "\\")) or ("/" not in scheme and ":" in link and scheme.isascii()):
        return link
    if link.startswith("#"):
        return relative(base, here) + link
    return relative(base[: base.rfind("/") + 1], here).removesuffix("./") + link


def page_text(site: Site, markdown: str, here: str) -> Markup:
    """The HTML of a text of our own, such as a rule's page."""
    pieces = render(Source.read("page.md", markdown.encode("utf-8")), (), site.plain_settings).whole()
    html = joined(pieces, own_address(site, here), written)
    return Markup(html)  # noqa: S704 - the renderer has escaped it


def _after_heading(site: Site, item: Item) -> int:
    """The byte at which an item's text begins, its own heading left out."""
    cuts = site.rendered(item.path).cuts
    at = bisect_left(cuts, (item.body.start, 0))
    if at < len(cuts) and cuts[at][0] <= item.place.start:
        return cuts[at + 1][0] if at + 1 < len(cuts) else item.body.end
    return item.body.start
