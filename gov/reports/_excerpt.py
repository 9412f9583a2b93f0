"""The line of a finding, cut to what a reader can take in, and how far the part that is meant reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.text import cell_width, printable

if TYPE_CHECKING:
    from gov.rulebook import Finding, Verdict

__all__ = ["Excerpt", "excerpt_of"]

_WIDEST = 140
_TAB = "    "
_MORE = "..."


class Excerpt(NamedTuple):
    """A line in three parts, safe to print; `indent` and `width` count cells of a terminal."""

    line: int
    before: str
    marked: str
    after: str
    indent: int
    width: int

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return self.before + self.marked + self.after

    @property
    def carets(self) -> str:
        """What stands under the line."""
        return " " * self.indent + "^" * self.width


def excerpt_of(finding: Finding, verdict: Verdict) -> Excerpt | None:
    """The line of a finding, of a long line the part around it; None where there is nothing to see.

    That is so where a finding is about a file as a whole, or about no file at all.
    """
    place = finding.location
    if not finding.draft.place.end:
        return None
    document = verdict.project.by_path.get(place.path)
    line = verdict.line(document.source, place.line) if document is not None else ""
    if not line.strip():
        return None
    start = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    last = first + _WIDEST
    stop = min(max(end, start), last)
    before = (_MORE if first else "") + _shown(line[first:start])
    marked = _shown(line[start:stop])
    after = _shown(line[stop:last]) + (_MORE if last < len(line) else "")
    return Excerpt(place.line, before, marked, after, cell_width(before), max(1, cell_width(marked)))


def _shown(text: str) -> str:
    """Text as it stands in an excerpt: what is written of a part does not depend on what stands around it."""
    return printable(text).replace("\t", _TAB)
