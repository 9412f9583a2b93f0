"""Where the pages of a site are, from its root and from each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.items import Item

__all__ = [
    "BY_OWNER", "BY_PRINCIPLE", "DASHBOARD", "DECISIONS", "EXPLORER", "FINDINGS", "FINDINGS_BY_DOCUMENT",
    "GATE", "HOME", "ITEMS", "MATRIX", "ORPHANS", "PRINCIPLES", "RULES", "SINCE", "Addresses",
    "has_page_name", "relative",
]  # fmt: skip

HOME = "index.md"
DASHBOARD = "dashboard/index.md"
ITEMS = "items/index.md"
EXPLORER = "explorer/index.md"
BY_OWNER = "items/by-owner.md"
BY_PRINCIPLE = "items/by-principle.md"
MATRIX = "matrix/index.md"
ORPHANS = "orphans/index.md"
DECISIONS = "decisions/index.md"
PRINCIPLES = "principles/index.md"
SINCE = "since/index.md"
GATE = "gate/index.md"
FINDINGS = "findings/index.md"
FINDINGS_BY_DOCUMENT = "findings/by-document.md"
RULES = "rules/index.md"
# The links of a large site lead to each of its pages many times.
_REMEMBERED = 50_000
_PAGE_NAME = re.compile(r"[^\W_](?:[\w.-]{0,98}[^\W_])?")


@lru_cache(_REMEMBERED)
def has_page_name(identifier: str) -> bool:
    """Whether an identifier can name a page: letters and digits, dashes and dots between them."""
    return _PAGE_NAME.fullmatch(identifier) is not None


def relative(target: str, here: str) -> str:
    """The way from one page to another, both as addresses from the site's root."""
    above, ours = target.split("/")[:-1], here.split("/")[:-1]
    shared = 0
    for one, other in zip(above, ours, strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(ours) - shared) + "/".join(target.split("/")[shared:]) or "./"


@lru_cache(_REMEMBERED)
def _address(stem: str, directories: bool) -> str:  # noqa: FBT001 - a setting of the site
    if not directories:
        return quote(f"{stem}.html")
    return quote("" if stem == "index" else stem.removesuffix("/index") + "/")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a site, from its root; empty for what has no page.

    `documents` maps the path of each published document to its address.
    """

    directories: bool
    documents: Mapping[str, str]

    def of_page(self, file: str) -> str:
        """The address of a Markdown file, by its path in the documents folder."""
        return _address(file.removesuffix(".md"), self.directories)

    def of_item(self, item: Item | None) -> str:
        """The address of an item's page."""
        if item is None or item.path not in self.documents or not has_page_name(item.id):
            return ""
        return self.of_page(f"items/{item.id}.md")

    def of_rule(self, code: str) -> str:
        """The address of a rule's page."""
        return self.of_page(f"rules/{code}.md") if has_page_name(code) else ""
