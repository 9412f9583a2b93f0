"""Fields as authors write them: `**Name**: value` lines, list entries, several on a line, table rows."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gov.items.item import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gov.text import Line, Table

__all__ = ["FieldNames", "fields_of_lines", "fields_of_table", "plain_fields"]

_COLON = re.compile(r"\s*[:\uff1a]\s*")
_SEPARATORS = ("|", "\u00b7", "\u2022", ";")
_LONGEST_NAME = 60
_NEAR = 200
# Made by the ten thousand: a tuple class called by its name takes twice as long.
_new = tuple.__new__


class FieldNames:
    """What each field may be called, upper and lower case alike."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        """Prepare the look-up from a written name to the canonical one."""
        self._keys = {_folded(alias): key for key, names in aliases.items() for alias in (key, *names)}
        self.known: dict[str, str] = {}

    def key(self, label: str) -> str:
        """The canonical name of a field, empty for one the project does not know."""
        known = self.known.get(label)
        if known is None:
            known = self.known[label] = self._keys.get(_folded(label), "")
        return known


def fields_of_lines(
    lines: Sequence[Line], names: FieldNames, path: str, *, skip_first: bool = False
) -> list[Field]:
    """The fields that a paragraph or list entry holds; a value goes on over the lines that begin none."""
    found: list[Field] = []
    more: list[Line] = []
    for number, line in enumerate(lines):
        if line.strongs and not (skip_first and not number):
            simple = _simple_field(line, names, path)
            here = () if simple is not None else tuple(_fields_of_line(line, names, path))
            if simple is not None or here:
                if more:
                    found[-1] = found[-1]._replace(more=tuple(more))
                    more = []
                if simple is not None:
                    found.append(simple)
                else:
                    found += here
                continue
        if found:
            more.append(line)
    if more:
        found[-1] = found[-1]._replace(more=tuple(more))
    return found


def plain_fields(lines: Sequence[Line], names: FieldNames, path: str) -> list[Field] | None:
    """The fields of lines that are all written `**Name**: value`, each with a value; None for anything else.

    Nearly every paragraph of fields is so, and this reads it in a third of the time.
    """
    found: list[Field] = []
    for line in lines:
        strongs = line.strongs
        if len(strongs) != 1:
            return None
        first, last = strongs[0]
        text = line.text
        label = text[:last]
        key = names.known.get(label)
        if first or last > _LONGEST_NAME or key is None or text[last : last + 1] != ":":
            return None
        if text[-1] <= " " or len(text) == last + 1:
            return None
        found.append(_new(Field, (key, label, line, last + 1, (), path, -1)))
    return found


def _simple_field(line: Line, names: FieldNames, path: str) -> Field | None:
    """The field of a line in the commonest form, `**Name**: value` with nothing else in bold."""
    if len(line.strongs) > 1:
        return None
    first, last = line.strongs[0]
    text = line.text
    if first or last > _LONGEST_NAME or text[last : last + 1] != ":":
        return None
    label = text[:last]
    key = names.known.get(label)
    if key is None:
        if label.strip() != label:
            return None
        key = names.key(label)
    return _new(Field, (key, label, line, last + 1, (), path, -1))


def fields_of_table(table: Table, names: FieldNames, path: str) -> list[Field]:
    """The fields of a table of two columns, one a row, or of one whose header names fields above one row."""
    rows = table.rows
    if rows and all(len(row) == 2 for row in rows):  # noqa: PLR2004 - a name and a value
        return [
            Field(names.key(_name(row[0])), _name(row[0]), row[1], 0, (), path)
            for row in rows
            if names.key(_name(row[0])) or row[0].strongs
        ]
    if len(rows) == 2 and all(names.key(_name(cell)) for cell in rows[0]):  # noqa: PLR2004 - a header and one row
        pairs = zip(rows[0], rows[1], strict=False)
        return [Field(names.key(_name(head)), _name(head), cell, 0, (), path) for head, cell in pairs]
    return []


def _name(cell: Line) -> str:
    return cell.text.strip().rstrip(":\uff1a").strip()


def _fields_of_line(line: Line, names: FieldNames, path: str) -> Iterator[Field]:
    starts: list[tuple[int, int, str]] = []
    text = line.text
    indent = len(text) - len(text.lstrip())
    for first, last in line.strongs:
        name = _named(text, first, last)
        if name is None:
            continue
        if first <= indent or (starts and _is_separated(text, starts[-1][1], first)):
            starts.append((first, name[1], name[0]))
    for index, (_, value, label) in enumerate(starts):
        end = -1
        if index + 1 < len(starts):
            gap = line.text[value : starts[index + 1][0]]
            before = _before_separator(gap)
            end = value + (len(gap) if before is None else before)
        yield Field(names.key(label), label, line, value, (), path, end)


def _is_separated(text: str, start: int, end: int) -> bool:
    """Whether a separator ends a stretch; only behind a run of blanks is more of it read than its end."""
    near = text[max(start, end - _NEAR) : end]
    return _before_separator(near if near.strip() else text[start:end]) is not None


def _before_separator(gap: str) -> int | None:
    """How long a value is that a separator ends.

    None where none stands at the end. Linear, whatever the blanks.
    """
    trimmed = gap.rstrip()
    return len(trimmed[:-1].rstrip()) if trimmed.endswith(_SEPARATORS) else None


def _named(text: str, first: int, last: int) -> tuple[str, int] | None:
    """The name in bold at `text[first:last]` and where its value begins, if a colon ends or follows it."""
    bold = text[first:last]
    if not bold or last - first > _LONGEST_NAME:
        return None
    stripped = bold.rstrip()
    if stripped.endswith((":", "\uff1a")):
        return stripped[:-1].strip(), last
    colon = _COLON.match(text, last)
    return (bold.strip(), colon.end()) if colon else None


def _folded(label: str) -> str:
    plain = label if label.isascii() else unicodedata.normalize("NFC", label).replace("\u2019", "'")
    return " ".join(plain.replace("-", " ").replace("_", " ").casefold().split())
