"""The pages that MkDocs builds from our HTML: governed documents, and what is generated beside them."""

from __future__ import annotations

import posixpath
from html import escape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from gov.text import Source
from gov_mkdocs.addresses import relative
from gov_mkdocs.pages.text import own_address
from gov_mkdocs.rendering import joined, render
from gov_mkdocs.rendering.targets import written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.toc import _TocToken

    from gov.project import Document
    from gov_mkdocs.pages import Contents
    from gov_mkdocs.pages import Page as Made
    from gov_mkdocs.rendering import Heading
    from gov_mkdocs.site import Site

__all__ = [
    "GeneratedPage",
    "GovernedPage",
    "PlainPage",
    "become_generated",
    "become_governed",
    "become_plain",
]

# Nobody reads a longer table of contents, and themes take a millisecond for thirty entries.
_LONGEST_CONTENTS = 2000
_HIDEABLE = ("navigation", "toc", "footer", "path", "tags", "feedback")


class GovernedPage(Page):
    """A governed document, rendered from the parse that the check uses."""

    site: Site
    document: Document
    outside: bool
    known_links: dict[str, str]

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text that was checked, and of its front matter what a page may know."""
        self.markdown = self.document.source.body
        self.meta = _meta(self.document)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Put the rendered pieces together for this page."""
        rendered = self.site.rendered(self.document.path)
        links = _RelativePathTreeprocessor(self.file, files, config)
        here = self.url
        self.known_links = {}

        def target(link: str) -> str:
            found = self.known_links.get(link)
            if found is None:
                found = self.known_links[link] = self.resolved(link, links)
            return written(found)

        self.content = joined(rendered.whole(), own_address(self.site, here), target)
        if self.document.source.too_large or self.document.outline.too_many_events:
            self.content += "<p>This document is too large to be shown. Split it.</p>\n"
        first = next((heading for heading in rendered.headings if heading.level == 1), None)
        self._title_from_render = escape(first.text) if first and first.text else None
        self.toc = get_toc(_nested(rendered.headings))
        self.present_anchor_ids = set(rendered.anchors)
        self.links_to_anchors = links.links_to_anchors

    def resolved(self, link: str, links: _RelativePathTreeprocessor) -> str:
        """A link as it is right on this page: MkDocs knows its own files, we those outside its folder."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return link
        if not parts.scheme and not parts.netloc and parts.path and not parts.path.startswith(("/", "\\")):
            path = posixpath.normpath(
                posixpath.join(posixpath.dirname(self.document.path), unquote(parts.path))
            )
            url = self.site.addresses.documents.get(path)
            target = links._target_uri(self.file.src_uri, unquote(parts.path))  # noqa: SLF001 - MkDocs has no other
            known = links.files.get_file_from_path(target)
            if url is not None and (self.outside or known is None):
                return relative(url, self.url) + (f"#{parts.fragment}" if parts.fragment else "")
            if self.outside:
                return link
        return links.path_to_url(link)


class PlainPage(Page):
    """An ordinary page that the theme's Markdown could hang on, shown as CommonMark by our own parser."""

    site: Site

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text without what only Python-Markdown knows."""
        source = Source.read(self.file.src_uri, (self.markdown or "").encode("utf-8", "replace"))
        rendered = render(source, (), self.site.settings)
        links = _RelativePathTreeprocessor(self.file, files, config)
        self.content = joined(
            rendered.whole(), own_address(self.site, self.url), lambda link: written(links.path_to_url(link))
        )
        self.toc = get_toc(_nested(rendered.headings))
        self.present_anchor_ids = set(rendered.anchors)


class GeneratedPage(Page):
    """A page that no document holds: an index, the dashboard, a rule."""

    made: Made

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source; what the search shows is said here."""
        self.markdown = ""
        self.meta = {"search": {"exclude": True}}
        if self.made.wide:
            self.meta["hide"] = ["toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body as it was made."""
        self.content = str(self.made.body)
        self._title_from_render = escape(self.made.title)
        self.toc = get_toc(_nested(self.made.contents))
        self.present_anchor_ids = {entry.anchor for entry in self.made.contents}


def become_governed(page: Page, site: Site, document: Document, *, outside: bool) -> None:
    """Make a page of MkDocs the page of a governed document."""
    # Its class is changed, as a page made anew would lose its title and its place in the navigation.
    page.__class__ = GovernedPage
    if isinstance(page, GovernedPage):
        page.site, page.document, page.outside = site, document, outside


def become_plain(page: Page, site: Site) -> None:
    """Make an ordinary page one that our own parser renders."""
    page.__class__ = PlainPage
    if isinstance(page, PlainPage):
        page.site = site


def become_generated(page: Page, made: Made) -> None:
    """Make a page of MkDocs show what was generated."""
    page.__class__ = GeneratedPage
    if isinstance(page, GeneratedPage):
        page.made = made


def _nested(headings: Iterable[Heading | Contents]) -> list[_TocToken]:
    """Headings as MkDocs' table of contents takes them: each under the last one of a higher rank."""
    top: list[_TocToken] = []
    stack: list[_TocToken] = []
    for heading in islice(headings, _LONGEST_CONTENTS):
        token: _TocToken = {
            "level": heading.level,
            "id": escape(heading.anchor),
            "name": escape(heading.text),
            "children": [],
        }
        while stack and stack[-1]["level"] >= heading.level:
            stack.pop()
        (stack[-1]["children"] if stack else top).append(token)
        stack.append(token)
    return top


def _meta(document: Document) -> dict[str, object]:
    """The keys of front matter that a theme prints, escaped: themes take them for HTML."""
    meta: dict[str, object] = {"search": {"exclude": True}}
    front = document.source.front_matter
    if front is None:
        return meta
    for key in ("title", "description"):
        entry = front.get(key)
        value = " ".join(entry.values).strip() if entry is not None else ""
        if value:
            meta[key] = escape(value)
    hide = front.get("hide")
    if hide is not None:
        meta["hide"] = [part for part in _HIDEABLE if part in hide.values]
    return meta
