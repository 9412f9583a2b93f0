"""From the blocks of one item to the item: its fields, sections, criteria and references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gov.items.fields import FieldNames, fields_of_lines, fields_of_table, plain_fields
from gov.items.item import STRUCK, Criterion, Field, Item, Reference, Relation, Section, Status
from gov.items.references import read_references
from gov.items.vocabulary import Vocabulary
from gov.text import Block, Entry, Heading, Line, Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.config import Configuration, Phase
    from gov.items.vocabulary import Token

__all__ = ["Declaration", "Reader"]

_RELATIONS: dict[str, Relation] = {
    "references": "references",
    "dependencies": "depends-on",
    "supersedes": "supersedes",
    "superseded-by": "superseded-by",
}
_BOX = re.compile(r"\[(.?)\]\s?|([\u2610-\u2612\u2b1c])\s?")
_TICKED = ("\u2611", "\u2612")
_DECORATION = re.compile(r"[\W0-9_]{1,20}")
_ENDS = re.compile(r"[\s.(,;:\u2013\u2014/-]")
_WORD = re.compile(r"\w")
_SUPERSEDED = re.compile(r"super[sc]eded|replaced by", re.IGNORECASE)
_FIELD_LEVEL = 7
# Made by the ten thousand: a tuple class called by its name takes twice as long.
_new = tuple.__new__
_MARKS = {True: "x", False: " ", None: ""}
_CONTINUED = frozenset((*_RELATIONS, "status", "assignee", "effort", "date", "reason", "version"))


class Declaration(NamedTuple):
    """Where an item is declared, before its content is read."""

    id: str
    kind: str
    number: int
    title: str
    token: Token
    level: int
    place: Place
    start: int


class Reader:
    """Reads items in the words of one project."""

    def __init__(self, configuration: Configuration) -> None:
        """Prepare identifiers, field names and statuses once for all documents."""
        self.vocabulary = Vocabulary(configuration.kinds)
        self.names = FieldNames(configuration.fields)
        self._statuses = {name: _status_words(kind.statuses) for name, kind in configuration.kinds.items()}
        self._known_statuses: dict[tuple[str, str], Status] = {}
        self._known_superseded: dict[str, bool] = {}
        self._known_keys: dict[tuple[str, ...], frozenset[str]] = {}

    def item(
        self, declaration: Declaration, blocks: Sequence[Block], end: int, extra: Sequence[Field] = ()
    ) -> Item:
        """Read an item's blocks, `extra` fields (front matter) first; `end` is the byte where it ends."""
        identifier, kind, number, title, token, level, place, start = declaration
        path = place.path
        content = _Content(self, path, identifier)
        content.read(blocks)
        fields = (*extra, *content.fields)
        filled = self._filled(content.filled, extra)
        former = self._former(kind, fields) if "formerly" in filled else ()
        values = (
            identifier, kind, number, title, token.written, token.spelling, level, place,
            _new(Place, (path, start, end)), self.status(kind, fields, content.sections), fields,
            self._references(identifier, fields), tuple(content.criteria), tuple(content.sections),
            content.has_text, filled, former,
        )  # fmt: skip
        return _new(Item, values)

    def _former(self, kind: str, fields: Sequence[Field]) -> tuple[str, ...]:
        """The identifiers of its own kind that an item says it had."""
        values = (field.value for field in fields if field.key == "formerly")
        tokens = (token for value in values for token in self.vocabulary.tokens(value))
        return tuple(dict.fromkeys(t.id for t in tokens if t.kind == kind and not t.part))

    def _filled(self, keys: list[str], extra: Sequence[Field]) -> frozenset[str]:
        """The names of fields with a value as a set; most items have one of a few."""
        if extra:
            keys += [field.key for field in extra if not field.is_empty]
        wanted = tuple(keys)
        known = self._known_keys.get(wanted)
        if known is None:
            known = self._known_keys[wanted] = frozenset(wanted)
        return known

    def status(self, kind: str, fields: Sequence[Field], sections: Sequence[Section] = ()) -> Status | None:
        """The status that the fields of an item state, or a section called Status; None without one."""
        field = next((f for f in fields if f.key == "status"), None)
        written = (
            field.value
            if field
            else next((s.text for s in sections if self.names.key(s.name) == "status"), "")
        )
        return self.status_of(kind, written) if written else None

    def status_of(self, kind: str, written: str) -> Status:
        """A written status as the kind knows it, whatever its case, the marks before and the remark after."""
        known = self._known_statuses.get((kind, written))
        if known is None:
            known = self._known_statuses[kind, written] = self._read_status(kind, written)
        return known

    def _read_status(self, kind: str, written: str) -> Status:
        word = _WORD.search(written)
        plain = written[word.start() :].rstrip("*_` .").casefold() if word else ""
        plain = plain.replace("superceded", "superseded")
        words = self._statuses.get(kind, {})
        if plain in words:
            return Status(*words[plain], written)
        for known, (name, phase) in words.items():
            if plain.startswith(known) and _ENDS.match(plain, len(known)):
                return Status(name, phase, written)
        return Status(written, None, written)

    def _references(self, source: str, fields: Sequence[Field]) -> tuple[Reference, ...]:
        found: list[Reference] = []
        for field in fields:
            key = field.key
            if key in _RELATIONS:
                found += self.references_in(source, _RELATIONS[key], field)
            elif key == "status" and self._is_superseded(field.value):
                found += self.references_in(source, "superseded-by", field)
        return tuple(found)

    def _is_superseded(self, written: str) -> bool:
        """Whether a status names what took the place of an item; a project knows a few statuses."""
        known = self._known_superseded.get(written)
        if known is None:
            known = self._known_superseded[written] = _SUPERSEDED.search(written) is not None
        return known

    def references_in(self, source: str, relation: Relation, field: Field) -> list[Reference]:
        """The references that the value of one field holds."""
        found = read_references(
            source, relation, field.path, field.line, field.start, field.end, self.vocabulary
        )
        for line in field.more:
            found += read_references(source, relation, field.path, line, 0, -1, self.vocabulary)
        return found


class _Content:
    """What one item's blocks hold, gathered in reading order."""

    __slots__ = (
        "criteria", "criteria_depth", "fields", "filled", "has_text", "id", "open_key", "path", "reader",
        "sections",
    )  # fmt: skip

    def __init__(self, reader: Reader, path: str, identifier: str) -> None:
        self.reader = reader
        self.path = path
        self.id = identifier
        self.fields: list[Field] = []
        self.filled: list[str] = []
        self.criteria: list[Criterion] = []
        self.sections: list[Section] = []
        self.open_key = ""
        self.criteria_depth = 0
        self.has_text = False

    def read(self, blocks: Sequence[Block]) -> None:
        """Take all blocks of the item."""
        criteria, sections = self.criteria, self.sections
        path, identifier = self.path, self.id
        for block in blocks:
            if type(block) is Entry and self.open_key == "criteria":
                lines, checked = block.lines, block.checked
                # A criterion with a box and one line: nearly every one is so, and a call for each would show.
                if checked is not None and len(lines) == 1 and not block.quoted:
                    line = lines[0]
                    text = line.text.strip()
                    if text:
                        if not criteria:
                            self.criteria_depth = block.depth
                        if sections and not sections[-1].has_text:
                            self.mark_section("")
                        self.has_text = True
                        place = _new(Place, (path, line.start, line.end))
                        mark = "x" if checked else " "
                        number = len(criteria) + 1
                        criteria.append(_new(Criterion, (identifier, number, text, checked, mark, place)))
                        continue
            self.take(block)

    def take(self, block: Block) -> None:
        if isinstance(block, Entry):
            if block.quoted:
                self.mark_text()
            elif block.lines:
                self.take_entry(block)
        elif isinstance(block, Paragraph):
            if block.quoted:
                self.mark_text()
            else:
                self.take_lines(block.lines)
        elif isinstance(block, Heading):
            if not block.depth:
                name = block.line.text.strip().rstrip(":")
                key = self.reader.names.key(name) or self.key_of_decorated(name)
                self.open_section(name, key, block.line, block.level)
        elif isinstance(block, Table):
            self.add_fields(fields_of_table(block, self.reader.names, self.path))
            self.mark_text()
        else:
            self.mark_text()

    def open_section(self, name: str, key: str, line: Line, level: int) -> None:
        self.open_key = key
        place = Place(self.path, line.start, line.end)
        self.sections.append(Section(name, place, level, has_text=False, text=""))

    def key_of_decorated(self, name: str) -> str:
        """The canonical name of a section behind marks or a number, or before a remark in brackets."""
        start = _DECORATION.match(name)
        plain = name[start.end() if start else 0 :].partition("(")[0].rstrip(" :*")
        return self.reader.names.key(plain) if plain != name else ""

    def mark_text(self, text: str = "") -> None:
        self.has_text = True
        self.mark_section(text)

    def mark_section(self, text: str) -> None:
        if self.sections and not self.sections[-1].has_text:
            last = self.sections[-1]
            self.sections[-1] = Section(last.name, last.place, last.level, has_text=True, text=text)

    def take_entry(self, entry: Entry) -> None:
        box = _BOX.match(entry.lines[0].text) if entry.checked is None else None
        if self.open_key == "criteria" and (
            entry.checked is not None or box or self.is_plain_criterion(entry)
        ):
            self.add_criterion(entry, box)
        elif entry.checked is None:
            self.take_lines(entry.lines)
        else:
            self.mark_text(entry.lines[0].text)

    def is_plain_criterion(self, entry: Entry) -> bool:
        """Whether an entry without a box is a criterion of its own: no detail of one, and no field."""
        if self.criteria and entry.depth > self.criteria_depth:
            return False
        first = entry.lines[0]
        found = fields_of_lines((first,), self.reader.names, self.path) if first.strongs else []
        return not (found and found[0].key)

    def add_criterion(self, entry: Entry, box: re.Match[str] | None) -> None:
        if not self.criteria:
            self.criteria_depth = entry.depth
        first = entry.lines[0]
        number = len(self.criteria) + 1
        if all(map(_is_struck, entry.lines)):
            place = Place(self.path, first.start, entry.lines[-1].end)
            self.criteria.append(Criterion(self.id, number, "", None, STRUCK, place))
            return
        start = box.end() if box else 0
        following = fields_of_lines(entry.lines, self.reader.names, self.path, skip_first=True)
        own = entry.lines[1:]
        if following:
            own = own[: own.index(following[0].line)]
        text = " ".join((first.text[start:].strip(), *(line.text.strip() for line in own)))
        sign = box.group(2) if box else None
        checked = sign in _TICKED if sign else False if box else entry.checked
        mark = _MARKS[checked] if sign or not box else box.group(1)
        place = Place(self.path, *first.span(start, len(first.text)))
        self.criteria.append(Criterion(self.id, number, text, checked, mark, place))
        self.mark_text()
        self.add_fields(following)

    def take_lines(self, lines: tuple[Line, ...]) -> None:
        plain = plain_fields(lines, self.reader.names, self.path)
        if plain:
            self.take_plain_fields(plain)
            return
        for line in lines:
            if line.text[:1] <= " ":
                lines = tuple(line for line in lines if not _is_struck(line))
                break
        if not lines:
            return
        found = fields_of_lines(lines, self.reader.names, self.path)
        if self.open_key in _CONTINUED and not (found and found[0].line is lines[0]):
            self.continue_field(lines)
        elif not (found and found[0].line is lines[0]):
            self.mark_text(" ".join(line.text for line in lines))
        self.add_fields(found)

    def take_plain_fields(self, found: list[Field]) -> None:
        """Add fields that all have a value on their line."""
        keys = [field.key for field in found]
        self.fields += found
        self.filled += keys
        self.open_key = "criteria" if keys[-1] == "criteria" else ""
        self.has_text = self.has_text or "" in keys
        if self.sections and self.sections[-1].level < _FIELD_LEVEL:
            self.mark_section(found[0].value)

    def continue_field(self, lines: tuple[Line, ...]) -> None:
        """Take lines as the value of the field or section they stand under: `## References` and a list."""
        last = self.fields[-1] if self.fields else None
        if last is not None and last.key == self.open_key and not last.value:
            self.fields.pop()
        name = self.sections[-1].name
        if self.sections[-1].has_text and self.open_key not in _RELATIONS:
            return
        self.fields.append(Field(self.open_key, name, lines[0], 0, lines[1:], self.path))
        self.filled.append(self.open_key)
        self.mark_text(" ".join(line.text for line in lines))

    def add_fields(self, found: list[Field]) -> None:
        for field in found:
            self.fields.append(field)
            text = field.line.text
            # That a line goes on behind the colon and ends in no blank is quicker to see than its value.
            if (field.end < 0 and field.start < len(text) and text[-1] > " ") or not field.is_empty:
                key = field.key
                self.filled.append(key)
                self.open_key = "criteria" if key == "criteria" else ""
                self.has_text = self.has_text or not key
                if self.sections and self.sections[-1].level < _FIELD_LEVEL:
                    self.mark_section(field.value)
            else:
                key = field.key or self.key_of_decorated(field.label)
                self.open_section(field.label, key, field.line, _FIELD_LEVEL)


def _is_struck(line: Line) -> bool:
    """Whether all of a line is struck out: nothing but blanks is left of it, behind what is not said."""
    text, pieces = line.text, line.pieces
    if text[:1] > " ":
        return False
    return not text.strip(" ") and (not text or (len(pieces) > 1 and not pieces[1][0]))


def _status_words(statuses: dict[str, Phase]) -> dict[str, tuple[str, Phase]]:
    ordered = sorted(statuses.items(), key=lambda entry: -len(entry[0]))
    return {name.casefold(): (name, phase) for name, phase in ordered}
