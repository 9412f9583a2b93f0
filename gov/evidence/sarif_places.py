"""Where a SARIF result stands: addresses with bases, made relative to the project, and regions."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from gov.evidence.nodes import items_of, members_of, text_of

if TYPE_CHECKING:
    from gov.evidence.nodes import Node

__all__ = ["Region", "Roots", "region_of"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20}):(?://[^/]{0,200})?")
_DRIVE = re.compile(r"/?[A-Za-z]:/")
# What scanners call the folder that the project lies in.
_NAMES = ("%SRCROOT%", "SRCROOT", "PROJECTROOT", "ROOTPATH", "REPOROOT", "REPO_ROOT")
_LONGEST_CHAIN = 10
_HIGHEST = 1 << 30


class Region(NamedTuple):
    """Line and columns from 1; the end column is 0 where it is not known."""

    line: int
    column: int
    end_column: int


def region_of(region: dict[str, Node]) -> Region:
    """The place that a region gives; the first line where it gives none."""
    line, column = _number(region.get("startLine"), 1), _number(region.get("startColumn"), 1)
    is_on_one_line = _number(region.get("endLine"), line) == line
    end = _number(region.get("endColumn"), 0) if is_on_one_line else 0
    return Region(line, column, end if end > column else 0)


class Roots:
    """The bases and files of one run."""

    def __init__(self, run: dict[str, Node]) -> None:
        """Read the bases that addresses may be relative to."""
        self._bases = {
            name: members_of(base) for name, base in members_of(run.get("originalUriBaseIds")).items()
        }
        self._files = [
            members_of(members_of(file).get("location")) for file in items_of(run.get("artifacts"))
        ]
        self._known: dict[tuple[str, str], str] = {}
        named = [self._absolute({"uriBaseId": name}) for name in _NAMES if name in self._bases]
        invocations = [members_of(invocation) for invocation in items_of(run.get("invocations"))]
        others = [
            *(self._absolute({"uriBaseId": name}) for name in self._bases),
            *(self._absolute(members_of(i.get("workingDirectory"))) for i in invocations),
        ]
        # Where none is called the project's, the outermost is; another tool's folder may be among them.
        ordered = named or sorted(others, key=lambda folder: (len(folder), folder))
        self._roots = [root.rstrip("/") + "/" for root in ordered if root.startswith("/") and root.strip("/")]

    def path(self, location: dict[str, Node]) -> str:
        """The path of a file relative to the project; absolute where it lies elsewhere, empty for none."""
        index = location.get("index")
        if not text_of(location.get("uri")) and type(index) is int and 0 <= index < len(self._files):
            location = self._files[index]
        if not text_of(location.get("uri")):
            return ""
        key = (text_of(location.get("uri")), text_of(location.get("uriBaseId")))
        if key not in self._known:
            self._known[key] = self._relative(self._absolute(location))
        return self._known[key]

    def _relative(self, path: str) -> str:
        for root in self._roots:
            if path.startswith(root):
                return path[len(root) :]
        return path

    def _absolute(self, location: dict[str, Node]) -> str:
        """An address with its bases before it, as a path: absolute if one of them is."""
        path = ""
        for _ in range(_LONGEST_CHAIN):
            path = posixpath.join(_path(text_of(location.get("uri"))), path)
            base = text_of(location.get("uriBaseId"))
            if path.startswith("/") or base not in self._bases:
                break
            location = self._bases[base]
        return posixpath.normpath(path) if path else ""


def _path(uri: str) -> str:
    """The path of an address: decoded, with plain slashes, absolute if it has a scheme or a drive."""
    plain = uri.replace("\\", "/")
    scheme = None if _DRIVE.match(plain) else _SCHEME.match(plain)
    if scheme:
        plain = "/" + plain[scheme.end() :].lstrip("/")
    plain = unquote(plain.partition("?")[0].partition("#")[0] if scheme else plain)
    if _DRIVE.match(plain):
        plain = "/" + plain.lstrip("/")
    return plain.replace("\0", "")


def _number(node: Node, default: int) -> int:
    """A whole number from 1; the default for anything else."""
    return node if type(node) is int and 0 < node < _HIGHEST else default
