"""Pages that no rule governs: identifiers linked, and nothing given to Python-Markdown that hangs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from gov_mkdocs.pages.text import own_address
from gov_mkdocs.rendering import ToItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

    from gov_mkdocs.site import Site

__all__ = ["IdentifierLinks", "why_not"]

_LONGEST_TEXT = 1 << 20
_LONGEST_LINE = 20_000
_DEEPEST = 40
_NESTED = re.compile(
    rf"^(?:[ \t]{{0,8}}(?:>|[-+*][ \t]|[0-9]{{1,9}}[.)][ \t])){{{_DEEPEST}}}|^[ \t]{{{4 * _DEEPEST}}}",
    re.MULTILINE,
)
_RUN = re.compile(r"(?:\[|!\[|\]\(|<|\*|_|`){60}")
_UNLINKED = frozenset(
    ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style", "textarea", "button")
)


def why_not(text: str) -> str:
    """Why Python-Markdown should not be given a text, empty where it may: on some it takes minutes."""
    if len(text) > _LONGEST_TEXT:
        return f"it is longer than {_LONGEST_TEXT} characters"
    longest = max((len(line) for line in text.splitlines()), default=0)
    if longest > _LONGEST_LINE:
        return f"a line has {longest} characters, more than {_LONGEST_LINE}"
    if _NESTED.search(text):
        return f"lists or quotes are nested deeper than {_DEEPEST}"
    if any(_RUN.search(line) and set(line.strip()) - set("-*_=`~") for line in text.splitlines()):
        return "it holds a long run of brackets or emphasis marks"
    return ""


class IdentifierLinks(Extension):
    """Makes identifiers of declared items links, outside code, links and headings.

    `seen_from` gives the site and the address of the page that is being read, None while there is none.
    """

    def __init__(self, seen_from: Callable[[], tuple[Site, str] | None]) -> None:
        super().__init__()
        self.seen_from = seen_from

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Work after inline markup is read and after MkDocs has looked at links."""
        md.treeprocessors.register(_Linker(md, self.seen_from), "gov_identifiers", -10)


class _Linker(Treeprocessor):
    def __init__(self, md: Markdown, seen_from: Callable[[], tuple[Site, str] | None]) -> None:
        super().__init__(md)
        self.seen_from = seen_from

    def run(self, root: Element) -> None:
        """Link what stands in the text of a page."""
        place = self.seen_from()
        if place is None:
            return
        site, here = place
        pending = [root]
        while pending:
            element = pending.pop()
            if element.tag in _UNLINKED:
                continue
            for at, child in enumerate(list(element)):
                if child.tag == "code" and child.text and "-" in child.text:
                    child = element[at] = _linked_code(site, here, child)  # noqa: PLW2901 - it takes its place
                pending.append(child)
            _link_words(site, here, element)


def _link_words(site: Site, here: str, element: Element) -> None:
    """Link what stands in an element's own text, before and between its children."""
    for child in list(element):
        if child.tail and "-" in child.tail:
            child.tail, links = _links(site, here, child.tail)
            at = list(element).index(child) + 1
            for link in reversed(links):
                element.insert(at, link)
    if element.text and "-" in element.text:
        element.text, links = _links(site, here, element.text)
        for link in reversed(links):
            element.insert(0, link)


def _linked_code(site: Site, here: str, code: Element) -> Element:
    """A code span that is a rule's code, as a link; any other as it is."""
    named = site.settings.words.rule(code.text or "")
    if named is None or len(code):
        return code
    link = Element("a", {"href": own_address(site, here)(named.to), "title": named.title})
    link.tail, code.tail = code.tail, None
    link.append(code)
    return link


def _links(site: Site, here: str, text: str) -> tuple[str, list[Element]]:
    """A text as what stands before the first link, and the links with what follows each."""
    address = own_address(site, here)
    links: list[Element] = []
    first, at = "", 0
    for named in site.settings.words.named(text):
        between = text[at : named.start]
        if links:
            links[-1].tail = between
        else:
            first = between
        look = "gov-chip" if isinstance(named.to, ToItem) else "gov-code"
        link = Element("a", {"class": look, "href": address(named.to), "title": named.title})
        link.text = text[named.start : named.end]
        links.append(link)
        at = named.end
    if not links:
        return text, links
    links[-1].tail = text[at:]
    return first, links
