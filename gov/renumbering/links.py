"""Links of all Markdown files of a project that lead to a file or an anchor that is called otherwise."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from gov.project import Document
from gov.rulebook import Edit
from gov.rules.enf_014_links._destinations import Destinations, place_of_target
from gov.text import Place, Source, read_outline
from gov.text.anchors import heading_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gov.renumbering.words import Renumbering
    from gov.text import Link

__all__ = ["edits_of_links", "new_anchors"]

_USER = "user-content-"


def new_anchors(wanted: Renumbering, edits: list[Edit]) -> dict[str, dict[str, str]]:
    """For each document whose headings change, its anchors that are called otherwise after some edits."""
    item, found = wanted.item, dict[str, dict[str, str]]()
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.place.path, []).append(edit)
    for path, changes in by_path.items():
        headings = wanted.project.by_path[path].outline.headings
        texts = [heading.line.text for heading in headings]
        new = [
            text if not any(h.start <= e.place.start < h.end for e in changes) else _renamed(text, wanted)
            for h, text in zip(headings, texts, strict=True)
        ]
        pairs = zip(heading_anchors(texts), heading_anchors(new), strict=True)
        found[path] = {old: now for old, now in pairs if old != now}
    if sum(other.id == item.id for other in wanted.project.by_path[item.path].items) > 1:
        # Another item of the file keeps the identifier, and its anchor.
        return found
    own = found.setdefault(item.path, {})
    for old in (wanted.old, *(criterion.id for criterion in item.criteria)):
        now = wanted.new + old.removeprefix(wanted.old)
        own.setdefault(old, now)
        own.setdefault(old.lower(), now.lower())
    return found


def _renamed(text: str, wanted: Renumbering) -> str:
    tokens = wanted.project.reader.vocabulary.tokens(text)
    for token in sorted(tokens, key=lambda token: -token.start):
        if token.id == wanted.old:
            text = text[: token.start] + (wanted.rewritten(token.written) or "") + text[token.end :]
    return text


def edits_of_links(wanted: Renumbering, anchors: Mapping[str, Mapping[str, str]]) -> Iterator[Edit]:
    """Targets that lead to the item's file or to an anchor that changes, and the number in their texts."""
    project, destinations = wanted.project, Destinations(wanted.project)
    for path in project.tree.paths():
        document = project.by_path.get(path) or _page(path, wanted)
        seen: set[str] = set()
        for link in document.outline.links if document else ():
            if document is None or document.source.data[link.start : link.start + 1] == b"<":
                continue
            target = destinations.target_of(document, link.target)
            if target is None:
                continue
            file = target.path or document.path
            page = destinations.page_of(file) or file
            fragment = target.fragment.removeprefix(_USER)
            now = anchors.get(page, {}).get(fragment, fragment)
            written = _target(link.target, wanted.moved.get(file, file), fragment, now)
            if file == wanted.item.path and (file in wanted.moved or now != fragment):
                yield from _numbers(document, link, wanted)
            if written != link.target:
                yield from (Edit(place, written) for place in _places(document, link, seen))


def _page(path: str, wanted: Renumbering) -> Document | None:
    """A Markdown file that is no governed document."""
    if path.endswith("/"):
        return None
    try:
        source = Source.read(path, wanted.project.tree.read(path))
    except OSError:
        return None
    return None if source.too_large else Document(path, source, read_outline(source), "", (), False)  # noqa: FBT003 - a tuple of values


def _target(written: str, file: str, fragment: str, now: str) -> str:
    """A target with the name of its file, and its anchor, as they are called now."""
    path, mark, old = written.partition("#")
    place, query, rest = path.partition("?")
    folder, slash, name = place.rpartition("/")
    if name and posixpath.basename(file) != unquote(name) and name not in {".", ".."}:
        name = quote(posixpath.basename(file)) if unquote(name) != name else posixpath.basename(file)
    if now != fragment:
        old = _USER + now if old.startswith(_USER) else now
    return f"{folder}{slash}{name}{query}{rest}{mark}{old}"


def _places(document: Document, link: Link, seen: set[str]) -> Iterator[Place]:
    """Where the target of a link is written: in the link, or in a definition elsewhere, looked for once."""
    place, data = place_of_target(document, link), document.source.data
    target = link.target.encode("utf-8", "replace")
    if data[place.start : place.end] == target:
        yield place
        return
    if link.target in seen:
        return
    seen.add(link.target)
    definition = re.compile(
        rb"^ {0,3}\[[^\]\n]{1,300}\]:[ \t]{0,9}<?(" + re.escape(target) + rb")(?=[>\s]|\Z)", re.MULTILINE
    )
    codes = [(code.start, code.end) for code in document.outline.codes]
    for match in definition.finditer(data):
        if not any(start <= match.start() < end for start, end in codes):
            yield Place(document.path, *match.span(1))


def _numbers(document: Document, link: Link, wanted: Renumbering) -> Iterator[Edit]:
    """The old number in what a link shows."""
    data = document.source.data[link.start : link.end]
    shown = data[: max(data.rfind(b"]("), data.rfind(b"]["), 0)] or data
    text = shown.decode("utf-8", "replace")
    for token in wanted.project.reader.vocabulary.tokens(text):
        start = link.start + len(text[: token.start].encode())
        now = wanted.rewritten(token.written)
        if token.id == wanted.old and now is not None:
            yield Edit(Place(document.path, start, start + len(token.written.encode())), now)
