"""Where links of documents lead: their targets taken apart, and the anchors of what they name."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gov.text import Place, Source, read_outline
from gov.text.anchors import anchors_in_html, heading_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project
    from gov.text import Link, Outline

__all__ = ["Destinations", "Target", "is_local_path", "links_of", "place_of_target"]

MARKDOWN = (".md", ".markdown")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:")
_TEMPLATE = re.compile(r"\{[{%]")
_HYPHENS = re.compile(r"-{2,1000}")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_TOP_FOLDERS = frozenset(("home", "Users", "root", "tmp", "var", "private", "mnt", "media", "Volumes"))
_INDEXES = ("index.md", "README.md", "readme.md")


@dataclass(frozen=True, slots=True)
class Target:
    """A link's target within the project: `path` is relative to its root, empty for the document itself."""

    path: str
    fragment: str


def links_of(document: Document) -> Iterator[Link]:
    """The links that lead somewhere of this project, as far as one can tell from how they are written."""
    data = document.source.data
    seen: set[str] = set()
    for link in document.outline.links:
        if (
            data[link.start : link.start + 1] == b"<"
            or not link.target
            or "{{" in link.target
            or "{%" in link.target
        ):
            continue
        if data[link.end - 1 : link.end] == b")":
            yield link
        elif link.target not in seen:
            # Several links may share one definition at the foot of a document: it is torn once.
            seen.add(link.target)
            yield link


def is_local_path(target: str) -> bool:
    """Whether a target is a path on one machine: `file:`, a drive, a share, somebody's home folder."""
    if target[:5].lower() == "file:" or _DRIVE.match(target) or target.startswith("\\\\"):
        return True
    parts = target.split("/")
    return len(parts) > 3 and not parts[0] and parts[1] in _TOP_FOLDERS  # noqa: PLR2004 - root, folder, name


def place_of_target(document: Document, link: Link) -> Place:
    """Where the target of a link is written; the whole link where it is written elsewhere or otherwise."""
    data = document.source.data
    bracket = data.rfind(b"](", link.start, link.end)
    written = link.target.encode("utf-8", "replace")
    at = data.find(written, bracket, link.end) if bracket >= 0 else -1
    if at < 0:
        return document.source.place(link.start, link.end)
    return document.source.place(at, at + len(written))


@dataclass(slots=True)
class Destinations:
    """What links of one project may lead to; remembers what it looked up, for one check."""

    project: Project
    _exists: dict[str, bool] = field(default_factory=dict)
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_lower: dict[str, str] | None = None
    _by_name: dict[str, list[str]] | None = None
    _known: frozenset[str] | None = None

    def target_of(self, document: Document, target: str) -> Target | None:
        """Where a link leads; None where that is out of sight: another machine, or above the root."""
        if _SCHEME.match(target) or target.startswith("//") or is_local_path(target):
            return None
        path, _, fragment = target.partition("#")
        path = unquote(path.partition("?")[0])
        if not path:
            return Target("", unquote(fragment))
        if path.startswith("/"):
            first = path.lstrip("/").partition("/")[0]
            if not self.exists(first):
                return None
            joined = path.lstrip("/")
        else:
            joined = posixpath.join(posixpath.dirname(document.path), path)
        joined = posixpath.normpath(joined)
        if joined == ".." or joined.startswith("../"):
            return None
        return Target(joined, unquote(fragment))

    def exists(self, path: str) -> bool:
        """Whether a file or folder is there, letter case included."""
        known = self._exists.get(path)
        if known is None:
            known = (
                path == "." or path in self.project.by_path or path in self._paths() or self._is_on_disk(path)
            )
            self._exists[path] = known
        return known

    def _is_on_disk(self, path: str) -> bool:
        try:
            return self.project.tree.exists(path)
        except (OSError, ValueError):
            return False

    def leads_to_page(self, path: str) -> bool:
        """Whether a path that is not there names the page that a Markdown file becomes."""
        stem, dot, ending = path.rpartition(".")
        return bool(dot) and ending in {"html", "htm"} and any(self.exists(stem + end) for end in MARKDOWN)

    def page_of(self, path: str) -> str | None:
        """The Markdown file whose anchors a path has, None where it has none that can be known."""
        if path.lower().endswith(MARKDOWN):
            return path
        return next(
            (index for name in _INDEXES if self.exists(index := posixpath.normpath(f"{path}/{name}"))), None
        )

    def anchors(self, path: str) -> frozenset[str]:
        """The anchors of a Markdown file: headings, identifiers, and what its author set."""
        known = self._anchors.get(path)
        if known is None:
            known = self._read_anchors(path)
            self._anchors[path] = known
        return known

    def other_case(self, path: str) -> str | None:
        """The file that differs from a path in letter case alone, None where there is none."""
        return self._files().get(path.casefold())

    def same_name(self, path: str) -> str:
        """The one file of the same name in another folder, empty where there is none or several are."""
        if self._by_name is None:
            self._by_name = {}
            for file in self._files().values():
                self._by_name.setdefault(posixpath.basename(file).casefold(), []).append(file)
        found = self._by_name.get(posixpath.basename(path).casefold(), ())
        return found[0] if len(found) == 1 else ""

    def _paths(self) -> frozenset[str]:
        """Every Markdown file: asked one by one, each would list its folder anew."""
        if self._known is None:
            self._known = frozenset(self.project.tree.paths())
        return self._known

    def _files(self) -> dict[str, str]:
        if self._by_lower is None:
            self._by_lower = {path.casefold(): path for path in sorted(self._paths())}
        return self._by_lower

    def _read_anchors(self, path: str) -> frozenset[str]:
        document = self.project.by_path.get(path)
        if document is not None:
            names = (
                *(item.id for item in document.items),
                *(c.id for item in document.items for c in item.criteria),
                *(old for item in document.items for old in item.formerly if old in self.project.formerly),
            )
            own = {anchor for name in names for anchor in (name, name.lower())}
            return _anchors_of(document.source, document.outline) | own
        try:
            source = Source.read(path, self.project.tree.read(path))
        except OSError:
            return frozenset()
        return _anchors_of(source, read_outline(source))


def _anchors_of(source: Source, outline: Outline) -> frozenset[str]:
    texts = [heading.line.text for heading in outline.headings]
    anchors = heading_anchors(texts)
    # Where the site builder's own Markdown makes the page, several hyphens in a row become one.
    return frozenset((*anchors, *(_HYPHENS.sub("-", a) for a in anchors))) | anchors_in_html(source, outline)
