"""From the value of a field to references: single identifiers, ranges, abbreviated lists, labels, null words.

Written in the field: `PLAN-004 (RBAC), CONST-P5`, `PLAN-001 to 011`, `TASK-001..TASK-003`, `CONST-P1, P4,
P10`, `ADR-0037/0055`. What was meant as an identifier and is none comes out as a malformed reference, never
as nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gov.items.item import Reference, Relation
from gov.items.nothing import is_null

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items.vocabulary import Token, Vocabulary
    from gov.text import Line

__all__ = ["read_references"]

_RANGE = re.compile(r"\s{0,4}(?:\.{2,3}|[\u2013\u2014-]|\b(?:through|thru|to|until)\b)\s{0,4}", re.IGNORECASE)
_LIST = re.compile(r"\s{0,4}(?:[,/&]\s{0,4}(?:and\s{1,4}|or\s{1,4})?|and\s{1,4})", re.IGNORECASE)
_TAIL = re.compile(r"([A-Za-z]?)([0-9]{1,9})(?![A-Za-z0-9_.-]*[A-Za-z0-9_])")
_LABEL = re.compile(r"\s{0,4}\(([^()]{1,200}(?:\([^()]{0,100}\)[^()]{0,100})?)\)")
_BARE = re.compile(r"(?<![A-Za-z0-9_-])([A-Z])([0-9]{1,9})(?![A-Za-z0-9_])")
_NUMBER = re.compile(r"[0-9]+")
_LONGEST_RANGE = 1000
# Made by the ten thousand: a tuple class called by its name takes twice as long.
_new = tuple.__new__


class _Context(NamedTuple):
    source: str
    relation: Relation
    path: str
    line: Line
    vocabulary: Vocabulary


def read_references(  # noqa: PLR0913, PLR0917 - called by the ten thousand: a value to hold them would cost more
    source: str, relation: Relation, path: str, line: Line, start: int, end: int, vocabulary: Vocabulary
) -> list[Reference]:
    """Every reference in `line.text[start:end]`, in order; placeholders are left out."""
    text = line.text if end < 0 else line.text[:end]
    entries = vocabulary.entries(text, start)
    if entries:
        return [
            _new(Reference, (source, identifier, kind, relation, written, label, path, line, first, last,
                             part, spelling, "", False))
            for identifier, kind, part, written, first, last, spelling, label in entries
        ]  # fmt: skip
    if is_null(text[start:]):
        return []
    context = _Context(source, relation, path, line, vocabulary)
    tokens = list(vocabulary.tokens(text, start))
    if len(tokens) < text.count("-", start) or len(tokens) < len(_NUMBER.findall(text, start)) or not tokens:
        tokens = _with_malformed(tokens, text, start, context)
    found: list[Reference] = []
    at = start
    for index, token in enumerate(tokens):
        if token.start >= at:
            following = tokens[index + 1].start if index + 1 < len(tokens) else -1
            at = _read_from(token, following, text, context, found)
    return found


def _with_malformed(tokens: list[Token], text: str, start: int, context: _Context) -> list[Token]:
    taken = [(token.start, token.end) for token in tokens]
    tokens.extend(
        near
        for near in context.vocabulary.near_tokens(text, start)
        if near.spelling == "malformed" and not any(a < near.end and near.start < b for a, b in taken)
    )
    tokens.extend(context.vocabulary.misspelt_tokens(text, start, tuple(t.start for t in tokens)))
    bare = _bare_tokens(text, start, context.vocabulary)
    tokens.extend(token for token in bare if not tokens or _is_entry(token, text))
    return sorted(tokens, key=lambda token: token.start)


def _is_entry(token: Token, text: str) -> bool:
    """Whether nothing but commas stands beside a token: `P1` in `PLAN-004, P1` and not in `PLAN-004 (P1)`."""
    before, after = text[max(0, token.start - 4) : token.start].rstrip(), text[token.end :].lstrip()[:1]
    return before[-1:] in {"", ",", ";", ":", "\uff1a"} and after in {"", ",", ";", "("}


def _bare_tokens(text: str, start: int, vocabulary: Vocabulary) -> Iterator[Token]:
    """`P1, P4` where only one kind's identifiers end in that letter."""
    from gov.items.vocabulary import Token  # noqa: PLC0415 - a type everywhere else

    for match in _BARE.finditer(text, start):
        kind = vocabulary.kind_of_letter(match.group(1))
        if kind:
            number = int(match.group(2))
            identifier = vocabulary.canonical(kind, number)
            yield Token(identifier, kind, number, 0, match.group(), match.start(), match.end(), "exact")


def _read_from(token: Token, following: int, text: str, context: _Context, found: list[Reference]) -> int:
    """Add the references that begin with a token; gives back the index after them."""
    end = token.end
    if text[end : end + 2].strip(" ,;(") and token.number and not token.part:
        connector = _RANGE.match(text, end)
        last = _tail(token, text, connector.end(), context.vocabulary) if connector else None
        if last is not None and last.kind == token.kind:
            found.extend(_range(token, last, text, context))
            return _after_label(text, last.end)
    at = _add_labelled(token, text, context, found)
    while separator := _LIST.match(text, at):
        # The next whole identifier is read on its own.
        if separator.end() == following:
            break
        member = _tail(token, text, separator.end(), context.vocabulary)
        if member is None:
            break
        at = _add_labelled(member, text, context, found)
    return at


def _add_labelled(token: Token, text: str, context: _Context, found: list[Reference]) -> int:
    end = token.end
    label = _LABEL.match(text, end) if "(" in text[end : end + 5] else None
    found.append(_reference(token, context, token.start, end, label.group(1).strip() if label else ""))
    return label.end() if label else end


def _after_label(text: str, at: int) -> int:
    label = _LABEL.match(text, at)
    return label.end() if label else at


def _tail(first: Token, text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    """A whole identifier at an index, or the end of one: `P12`, `011`."""
    whole = vocabulary.token_at(text, at)
    if whole is not None:
        return whole
    match = _TAIL.match(text, at)
    if match is None:
        return None
    letter, digits = match.groups()
    prefix = vocabulary.prefix(first.kind)
    if letter and not prefix.endswith(letter):
        return None
    if not letter and (len(digits) < 2 or len(digits) != len(_digits(first.written))):  # noqa: PLR2004 - one digit is a count
        return None
    number = int(digits)
    return first._replace(
        id=vocabulary.canonical(first.kind, number), number=number, part=0, written=match.group(),
        start=match.start(), end=match.end(), spelling="exact",
    )  # fmt: skip


def _digits(written: str) -> str:
    return re.sub(r"[^0-9]", "", written.partition(".")[0])


def _range(first: Token, last: Token, text: str, context: _Context) -> Iterator[Reference]:
    written = text[first.start : last.end]
    low, high = sorted((first.number, last.number))
    backwards = first.number > last.number
    if backwards or high - low >= _LONGEST_RANGE:
        for end in (first, last):
            found = _reference(end, context, first.start, last.end)
            yield found._replace(range_text=written, is_reversed=backwards)
        return
    for number in range(low, high + 1):
        identifier = context.vocabulary.canonical(first.kind, number)
        token = first._replace(id=identifier, number=number)
        yield _reference(token, context, first.start, last.end)._replace(range_text=written)


def _reference(token: Token, context: _Context, start: int, end: int, label: str = "") -> Reference:
    values = (
        context.source, token.id or token.written, token.kind, context.relation, token.written, label,
        context.path, context.line, start, end, token.part, token.spelling, "", False,
    )  # fmt: skip
    return _new(Reference, values)
