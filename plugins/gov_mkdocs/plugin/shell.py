"""Item pages: the theme's page is rendered once, and each item's content is put in its place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files

    from gov_mkdocs.pages import Page as Made

__all__ = ["Building", "Shell", "compact", "without_indentation", "write_pages"]


@dataclass(frozen=True, slots=True)
class Building:
    """What MkDocs has at hand when the pages are built."""

    config: MkDocsConfig
    env: jinja2.Environment
    nav: Navigation
    files: Files


# Links of the navigation in all stamped pages together: the whole navigation of a large site in every page of
# it is most of what it weighs.
MOST_LINKS = 100_000
# No document can hold these: control characters are no text.
_INDENT = re.compile(r"\n\s+")
_ID, _TITLE, _BODY = "\x02gov-id\x03", "\x02gov-title\x03", "\x02gov-body\x03"
_MARK = re.compile(f"({_ID}|{_TITLE}|{_BODY})")


class Shell:
    """The theme's page for the pages of one folder (`items`, `rules`), rendered once."""

    def __init__(self, site: Building, folder: str, count: int) -> None:
        """Render the page with marks where each page's own things go; `count` is how many there will be."""
        config, nav = site.config, site.nav
        if len(nav.pages) * count > MOST_LINKS:
            nav = _pruned(nav)
        if len(nav.items) * count > MOST_LINKS:
            nav = _bare(nav)
        self.folder = folder
        file = File.generated(config, f"{folder}/{_ID}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = Page(_TITLE, file, config)
        page.markdown, page.content, page.edit_url = "", f"<h1></h1>{_BODY}", None
        page.meta = {"hide": ["toc"], "search": {"exclude": True}}
        index = site.files.get_file_from_path(f"{folder}/index.md")
        if index is not None and index.page is not None:
            index.page.active = True
        context = get_context(nav, site.files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
        html = site.env.get_template("main.html").render(context)
        html = config.plugins.on_post_page(html, page=page, config=config)
        if index is not None and index.page is not None:
            index.page.active = False
        html = html.replace(quote(_ID), _ID).replace(f"<h1></h1>{_BODY}", _BODY)
        before, _, after = html.partition(_BODY)
        self.before, self.after = compact(_without_contents(before)), compact(after)
        # What all pages share is encoded once; every second piece is a mark.
        self._pieces = [piece.encode("utf-8") for piece in _MARK.split(f"{self.before}{_BODY}{self.after}")]

    def around(self, made: Made) -> bytes:
        """The whole of a page."""
        name = made.file.removeprefix(f"{self.folder}/").removesuffix(".md")
        own = {_ID: quote(name), _TITLE: escape(made.title), _BODY: made.body}
        filled = {mark.encode(): text.encode("utf-8", "xmlcharrefreplace") for mark, text in own.items()}
        return b"".join(filled.get(piece, piece) for piece in self._pieces)


def compact(html: str) -> str:
    """A part of the theme's page without the indentation of its templates, where that changes nothing."""
    if "<pre" in html or "<textarea" in html:
        return html
    return _INDENT.sub("\n", html)


def without_indentation(page: str) -> str:
    """A page with everything before its article compact: in a large site that is mostly navigation."""
    before, mark, after = page.partition("<article")
    return compact(before) + mark + after if mark else page


def _pruned(nav: Navigation) -> Navigation:
    """The navigation with each section as one link to its first page."""
    items: list[StructureItem] = []
    for item in nav.items:
        first = _first_page(item)
        items.append(item if first is item or first is None else Link(item.title or "", first.url))
    return Navigation(items, [page for page in nav.pages if page in items])


def _bare(nav: Navigation) -> Navigation:
    """The home page and what is generated: an item's page names its own document, and home the others."""
    kept = [page for page in nav.pages if page in nav.items and (page.is_homepage or page.file.generated_by)]
    return Navigation(list(kept), kept) if kept else nav


def _without_contents(before: str) -> str:
    """What stands before a page's text, without the hidden box for contents that it does not have."""
    start = before.find('<div class="md-sidebar md-sidebar--secondary"')
    end = before.find('<div class="md-content"', start)
    hidden = " hidden" in before[start : before.find(">", start)]
    return before[:start] + before[end:] if start >= 0 and end >= 0 and hidden else before


def _first_page(item: StructureItem) -> Page | None:
    if isinstance(item, Page):
        return item
    return next(
        (found for child in getattr(item, "children", None) or () if (found := _first_page(child))), None
    )


def write_pages(shell: Shell, site_dir: str, pages: Iterable[tuple[str, Made]]) -> None:
    """Write pages at their addresses."""
    for url, made in pages:
        folder, _, name = url.rpartition("/")
        into = f"{site_dir}/{folder}"
        try:
            os.mkdir(into)  # noqa: PTH102 - a Path costs as much as the folder that it makes
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(into)  # noqa: PTH103 - as above
        with open(f"{into}/{name or 'index.html'}", "wb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(shell.around(made))
