"""What governed documents declare: items, their fields, references and criteria, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.text import Place

if TYPE_CHECKING:
    from gov.config import Phase
    from gov.items.vocabulary import Spelling
    from gov.text import Line

__all__ = ["STRUCK", "Criterion", "Field", "Item", "Reference", "Relation", "Section", "Status"]

STRUCK = "~~"
_BEFORE_NAME = re.compile(r"[\W0-9_]{1,20}")

Relation = Literal["references", "depends-on", "supersedes", "superseded-by"]


class Field(NamedTuple):
    """A `**Name**: value` line, a table row, a front-matter key or a section that says the same.

    `key` is the canonical name (`status`, `references`, ...) or empty for a name the project does not know;
    `label` is the name as written. The value begins at index `start` of the first line and may go on over
    more lines.
    """

    key: str
    label: str
    line: Line
    start: int
    more: tuple[Line, ...]
    path: str
    end: int = -1

    @property
    def value(self) -> str:
        """The value as a reader sees it, its lines joined by spaces."""
        text = self.line.text
        first = (text[self.start :] if self.end < 0 else text[self.start : self.end]).strip()
        if not self.more:
            return first
        return " ".join((first, *(line.text.strip() for line in self.more))).strip()

    @property
    def is_empty(self) -> bool:
        """Whether nothing follows the name."""
        text = self.line.text
        end = len(text) if self.end < 0 else self.end
        return not self.more and (self.start >= end or not text[self.start : end].strip())

    @property
    def place(self) -> Place:
        """Where the value stands on its first line, or where it should where it is empty."""
        text = self.line.text if self.end < 0 else self.line.text[: self.end]
        end = len(text.rstrip())
        start = self.start
        while start < end and text[start].isspace():
            start += 1
        return _place(self.path, self.line, min(start, end), end)

    @property
    def label_place(self) -> Place:
        """Where the name of the field stands; the value, where the name is a key of front matter."""
        at = self.line.text.find(self.label)
        return _place(self.path, self.line, at, at + len(self.label)) if at >= 0 else self.place


class Status(NamedTuple):
    """A status, as written and as the project knows it.

    `name` is the project's word for it where known, else the word as written, and then `phase` is None.
    """

    name: str
    phase: Phase | None
    written: str

    @property
    def is_known(self) -> bool:
        """Whether the kind of the item has this status."""
        return self.phase is not None


class Reference(NamedTuple):
    """One item named by another: `source` names `target`, in the words `written`.

    A range stands as one reference an identifier, `range_text` telling them apart from single ones. `part` is
    the number of a criterion, 0 for the item as a whole. `spelling` says how well the identifier is written.
    It stands at `line.text[start:end]`.
    """

    source: str
    target: str
    target_kind: str
    relation: Relation
    written: str
    label: str
    path: str
    line: Line
    start: int
    end: int
    part: int = 0
    spelling: Spelling = "exact"
    range_text: str = ""
    is_reversed: bool = False

    @property
    def place(self) -> Place:
        """Where the identifier, or the whole range, stands."""
        return _place(self.path, self.line, self.start, self.end)


class Criterion(NamedTuple):
    """One acceptance criterion.

    `number` counts from 1 within its item; `checked` is None where it has no box.

    `mark` is what stands in the box: a space, `x`, or a mark that is neither. One that is struck out keeps
    its number, so that those after it keep theirs, and says nothing else.
    """

    item: str
    number: int
    text: str
    checked: bool | None
    mark: str
    place: Place

    @property
    def id(self) -> str:
        """The criterion's own identifier: `TASK-004.2`."""
        return f"{self.item}.{self.number}"

    @property
    def is_struck(self) -> bool:
        """Whether it is struck out: then it is neither open nor ticked."""
        return self.mark == STRUCK


class Section(NamedTuple):
    """A named part of an item: a heading below it, or a field with nothing after the colon but a block."""

    name: str
    place: Place
    level: int
    has_text: bool
    text: str


class Item(NamedTuple):
    """A governed item as declared.

    `place` is the identifier in the heading, `body` the whole declaration up to the next item. `declared_as`
    is the identifier as written; `spelling` says whether it is well-formed; an item whose identifier nobody
    could guess keeps the text as its `id` and has number 0. `filled` are the canonical names of the fields in
    which something stands. `formerly` are the identifiers that it had before it was renumbered.
    """

    id: str
    kind: str
    number: int
    title: str
    declared_as: str
    spelling: Spelling
    level: int
    place: Place
    body: Place
    status: Status | None
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]
    criteria: tuple[Criterion, ...]
    sections: tuple[Section, ...]
    has_text: bool
    filled: frozenset[str]
    formerly: tuple[str, ...] = ()

    @property
    def standing_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that are not struck out."""
        return tuple(criterion for criterion in self.criteria if criterion.mark != STRUCK)

    def field(self, key: str) -> Field | None:
        """The first field with a canonical name, if the item has it."""
        for field in self.fields:
            if field.key == key:
                return field
        return None

    def fields_named(self, key: str) -> tuple[Field, ...]:
        """Every field with a canonical name."""
        return tuple(field for field in self.fields if field.key == key)

    def section(self, *names: str) -> Section | None:
        """The first section with one of some names, upper and lower case alike."""
        wanted = {name.casefold() for name in names}
        return next((section for section in self.sections if _names(section.name, wanted)), None)

    def has_section(self, *names: str) -> bool:
        """Whether a section, or a field with a value, has one of some names and something in it."""
        wanted = {name.casefold() for name in names}
        for index, section in enumerate(self.sections):
            if _names(section.name, wanted) and self._says_something(index):
                return True
        return any(not field.is_empty and field.label.casefold() in wanted for field in self.fields)

    def _says_something(self, index: int) -> bool:
        """Whether a section, or one below it, has text."""
        section = self.sections[index]
        if section.has_text:
            return True
        for below in self.sections[index + 1 :]:
            if below.level <= section.level:
                return False
            if below.has_text:
                return True
        return False

    @property
    def phase(self) -> Phase | None:
        """The phase of life its status stands for; None without a status the project knows."""
        return self.status.phase if self.status else None

    @property
    def path(self) -> str:
        """The document that declares it."""
        return self.place.path


def _names(written: str, wanted: set[str]) -> bool:
    """Whether the name of a section is one of some.

    A number or sign before it, and a remark after it, do no harm.
    """
    folded = written.casefold()
    if folded in wanted:
        return True
    start = _BEFORE_NAME.match(folded)
    plain = folded[start.end() if start else 0 :].partition("(")[0].rstrip(" :*")
    return plain in wanted


def _place(path: str, line: Line, start: int, end: int) -> Place:
    first, last = line.span(start, end)
    return Place(path, first, last)
