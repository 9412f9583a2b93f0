"""What the parts of a page are made of: frozen values, one for each macro of `templates/parts.html`.

Whoever fills a page (a card, the site) makes these; the macro of the same name draws them. Every text is
data and is escaped; every address is checked for its scheme.
"""

from dataclasses import dataclass
from typing import Literal

Group = Literal["done", "running", "blocked", "warning", "none"]
SeverityMark = Literal["error", "warning", "info", "not-run"]
EvidenceState = Literal["passed", "failed", "skipped", "missing"]
# The columns that a phone has room for.
_SIDE_BY_SIDE = 3
_MOST_CARDS = 1000


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: its word as the documents write it, and the group that decides its icon and colour."""

    word: str
    group: Group = "none"


@dataclass(frozen=True, slots=True)
class Chip:
    """An identifier with its title, leading to its item where it has a page."""

    id: str
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; `key` names it in the page's address when the table is sorted by it.

    `wide` keeps room for sentences, which a narrow page would else break after every word; `kept` keeps what
    is no sentence, such as a day, on one line.
    """

    key: str
    title: str
    numeric: bool = False
    wide: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, or identifiers, or a status, or a severity with what is to be said of it.

    `value` is what it sorts by where that is not its text.
    """

    text: str = ""
    value: str = ""
    chips: tuple[Chip, ...] = ()
    badge: Badge | None = None
    href: str = ""
    severity: SeverityMark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is complete without scripts; the first cell of each row is the row's heading.

    `id` is unique on its page and goes into the address. `airy` gives rows of 44 instead of 32 pixels. On a
    phone the rows of one that has many columns, or a wide one, stand as small cards.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filterable: bool = True
    airy: bool = False

    @property
    def is_stacked(self) -> bool:
        """Whether its rows become cards where there is no room for its columns; of very many rows none do.

        Cards need the name of the column in each cell, which is most of what a long table would weigh.
        """
        if len(self.rows) > _MOST_CARDS:
            return False
        return len(self.columns) > _SIDE_BY_SIDE or any(column.wide for column in self.columns)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its denominator in words, a meter where it is a share, a line where it has a past.

    `trend` says in words what the line shows.
    """

    label: str
    value: str
    made_of: str
    href: str = ""
    part: int | None = None
    whole: int | None = None
    points: tuple[float, ...] = ()
    trend: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a chain, from the principle down; `here` marks the item that the page is about."""

    chip: Chip
    kind: str
    badge: Badge | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the world says about a criterion: a state, and who says so."""

    state: EvidenceState
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a document; columns count code points from 1, and `end` is the one behind the last."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as a page shows it; `id`, where it has one, is its address on the page.

    `turn` says which commit brought it; empty where none can tell.
    """

    severity: SeverityMark
    code: str
    message: str
    place: str
    help: str = ""
    source: SourceLine | None = None
    rule_href: str = ""
    place_href: str = ""
    items: tuple[Chip, ...] = ()
    id: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """Which test results a page tells of, in words, and whether something was committed since they began."""

    words: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item; `date` is ISO 8601, and empty where nobody wrote it down.

    `more` is what happened at the same time, `by` who did it and where it is written down.
    """

    date: str
    text: str
    group: Group = "none"
    chips: tuple[Chip, ...] = ()
    more: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reader can do about an empty place, or where to read on."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An item beside another: how they are related ("implements"), and how far it has come."""

    chip: Chip
    relation: str
    badge: Badge


@dataclass(frozen=True, slots=True)
class Grid:
    """Which of some rows is related to which of some columns, drawn as dots.

    `filled` holds the place of each dot as row and column; `relation` says what a dot means.
    """

    id: str
    caption: str
    corner: str
    rows: tuple[Chip, ...]
    columns: tuple[Chip, ...]
    filled: frozenset[tuple[int, int]]
    relation: str
