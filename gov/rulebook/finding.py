"""What a rule says and what becomes of it: drafts from rules, findings for every output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gov.text import Place, Source

__all__ = ["SEVERITIES", "Draft", "Edit", "Finding", "Fix", "Location", "Related", "Severity"]

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Edit(NamedTuple):
    """Text to stand in place of a stretch of a file."""

    place: Place
    text: str


class Fix(NamedTuple):
    """A way to cure a finding; `is_safe` says that it cannot change what the documents mean."""

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool


class Location(NamedTuple):
    """A stretch of a file in lines and columns, both from 1.

    The end column is that of the first character after it.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, place: Place, source: Source | None) -> Location:
        """The location of a place in its source; without one, the start of the file."""
        if source is None:
            return cls(place.path, 1, 1, 1, 1)
        start, end = source.position(place.start), source.position(place.end)
        return cls(place.path, start.line, start.column, end.line, end.column)


class Related(NamedTuple):
    """Another place that belongs to a finding, and why: `first declared here`."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing wrong, as a rule says it; the rulebook adds code and severity and decides whether it stands.

    `about` names what it concerns: identifiers, `kind:task`, `path:docs/plan.md`. The table of causes
    compares these between findings, so that one break gives one finding. `is_secret` says that what stands at
    the place must not be shown, whatever else is found on the same line.
    """

    place: Place
    message: str
    help: str = ""
    item: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    about: tuple[str, ...] = ()
    severity: Severity | None = None
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, for every output alike."""

    code: str
    severity: Severity
    message: str
    location: Location
    help: str
    item: str
    related: tuple[tuple[Location, str], ...]
    fix: Fix | None
    draft: Draft

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Path, line, column, code: the one order of findings."""
        return (self.location.path, self.location.line, self.location.column, self.code, self.message)
