"""How identifiers are written in one project, and how to find them in a line of text.

A token is whole: `CONST-P1` is not found in `CONST-P10`, nor `TASK-001` in `XTASK-0010`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.items.confusables import skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gov.config import Kind

__all__ = ["Spelling", "Token", "Vocabulary"]

Spelling = Literal["exact", "width", "confusable", "malformed", "placeholder", "former"]

_WIDEST = 9
# Made by the ten thousand: a tuple class called by its name takes twice as long.
_new = tuple.__new__
_SHORTEST_STEM = 4
_PREFIXED = re.compile(r"(?<![A-Za-z0-9_.#:-])([A-Za-z]{3,20})[-_#.:]([A-Z]?)([0-9]{1,9})(?![A-Za-z0-9_-])")
_PLACEHOLDER = r"(?:#+|X{2,}|x{2,}|N{2,}|n{2,}|\?+|\*|<[A-Za-z]+>|\{[A-Za-z]+\}|_{2,})"


class Token(NamedTuple):
    """An identifier as found in a line: its canonical form, and how and where it is written.

    `part` is the number of a criterion (`TASK-004.2`), 0 without one. A malformed token has an identifier
    only where its meaning is plain; a placeholder has none.
    """

    id: str
    kind: str
    number: int
    part: int
    written: str
    start: int
    end: int
    spelling: Spelling


# Of one entry of a plain list: identifier, kind, criterion, as written, start, end, spelling, label.
ListEntry = tuple[str, str, int, str, int, int, Spelling, str]


class _Form(NamedTuple):
    kind: str
    prefix: str
    width: int
    levels: int


class Vocabulary:
    """The identifiers of a project: one prefix a kind."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        """Prepare one expression for all kinds, longest prefix first."""
        forms = [_Form(name, kind.prefix, kind.width, kind.levels) for name, kind in kinds.items()]
        forms.sort(key=lambda form: (-len(form.prefix), form.prefix))
        self._forms = {form.prefix: form for form in forms}
        self._by_kind = {form.kind: form for form in forms}
        prefixes = "|".join(re.escape(form.prefix) for form in forms)
        levels = max((form.levels for form in forms), default=1) - 1
        more = rf"(?:-[0-9]{{1,{_WIDEST}}}){{0,{levels}}}" if levels else ""
        number = rf"([0-9]{{1,{_WIDEST}}}{more})(?:\.([0-9]{{1,4}}))?(?![A-Za-z0-9_])(?!-[0-9A-Za-z]*[a-z])"
        self._token = re.compile(rf"(?<![A-Za-z0-9_-])({prefixes}){number}")
        self._bare_token = re.compile(rf"({prefixes}){number}")
        plain = rf"({prefixes})([0-9]{{1,{_WIDEST}}})(?:\.([0-9]{{1,4}}))?"
        self._entry = re.compile(rf"\s{{0,4}}{plain}(?: ?\(([^()]{{1,200}})\))?\s{{0,4}}(?:,|\Z)")
        self._is_flat = not levels
        self._mark = re.compile(rf"(?:{prefixes})[0-9]".encode())
        stem_bytes = "|".join(re.escape(stem) for stem in sorted({_stem(form.prefix) for form in forms}))
        self._near_heading = re.compile(
            rf"^[ ]{{0,3}}#{{1,6}}[ \t]+(?:{stem_bytes})[-_][A-Z]?[0-9]".encode(),
            re.IGNORECASE | re.MULTILINE,
        )
        self._stems = {_stem(form.prefix): form for form in reversed(forms)}
        stems = "|".join(re.escape(stem) for stem in sorted(self._stems, key=len, reverse=True))
        self._near = re.compile(
            rf"(?<![A-Za-z0-9_-])({stems})(?:-(?P<blank>P?{_PLACEHOLDER})"
            r"|[-_ ]?(?P<tail>[0-9OIl][0-9A-Za-z]*|[A-Za-z]?[0-9OIl]+[A-Za-z]?)|-(?P<word>[A-Z]{2,}))"
            r"(?![A-Za-z0-9_])",
            re.IGNORECASE,
        )

    def canonical(self, kind: str, numbers: str | int) -> str:
        """The identifier of a kind with the given number, zeros filled in."""
        form = self._by_kind[kind]
        return form.prefix + "-".join(part.zfill(form.width) for part in str(numbers).split("-"))

    def kind_of_letter(self, letter: str) -> str:
        """The one kind whose prefix ends in a letter (`CONST-P`: P), empty where none or several do."""
        kinds = [form.kind for form in self._forms.values() if form.prefix.endswith(letter)]
        return kinds[0] if len(kinds) == 1 else ""

    def prefix(self, kind: str) -> str:
        """What the identifiers of a kind start with."""
        return self._by_kind[kind].prefix

    def marks(self, data: bytes) -> bool:
        """Whether raw bytes hold anything like an identifier: what has none need not be parsed."""
        return (
            self._mark.search(data) is not None
            or self._near_heading.search(data) is not None
            or (not data.isascii() and self._has_look_alike(data))
        )

    def _has_look_alike(self, data: bytes) -> bool:
        text = skeleton(data.decode("utf-8", "replace"))
        return self._mark.search(text.encode("utf-8", "replace")) is not None

    def tokens(self, text: str, start: int = 0) -> Iterator[Token]:
        """Every well-formed identifier of a text, look-alikes marked as such, in order."""
        plain = skeleton(text)
        for match in self._token.finditer(plain, start):
            yield self._of(match, text, plain)

    def token_at(self, text: str, start: int = 0) -> Token | None:
        """The identifier that begins exactly at an index, if one does."""
        plain = skeleton(text)
        match = self._bare_token.match(plain, start)
        return self._of(match, text, plain) if match else None

    def entries(self, text: str, start: int) -> list[ListEntry] | None:
        """The identifiers and labels of a plain list, `PLAN-004 (RBAC), CONST-P5`; None for anything else.

        Nearly every reference field is one, and this is several times as fast as reading it word by word.
        """
        if not (self._is_flat and text.isascii()):
            return None
        found: list[ListEntry] = []
        end = len(text)
        matches = self._entry.match
        while start < end:
            match = matches(text, start)
            if match is None:
                return None
            prefix, digits, part, label = match.groups()
            form = self._forms[prefix]
            first = match.start(1)
            written = identifier = prefix + digits
            spelling: Spelling = "exact"
            if len(digits) != form.width and (len(digits) < form.width or digits[0] == "0"):
                identifier, spelling = prefix + self._padded(digits, form), "width"
            if part:
                written += "." + part
            found.append(
                (identifier, form.kind, int(part) if part else 0, written, first, first + len(written),
                 spelling, label.strip() if label else "")
            )  # fmt: skip
            start = match.end()
        return found

    def near_tokens(self, text: str, start: int = 0) -> Iterator[Token]:
        """What was meant as an identifier and is none: `task-004`, `TASK 004`, `PLAN-01O`, `CONST-5`."""
        plain = skeleton(text)
        for match in self._near.finditer(plain, start):
            token = self._near_of(match, text)
            if token is not None:
                yield token

    def misspelt_tokens(self, text: str, start: int, taken: Collection[int]) -> Iterator[Token]:
        """What was meant as an identifier and has a mistyped prefix: `PLN-004`, `TAKS-001`, `PLAN#004`.

        Only where everything else is as it should be: a key of another system is left alone.
        """
        for match in _PREFIXED.finditer(text, start):
            if match.start() in taken:
                continue
            stem, rest, digits = match.groups()
            form = self._stems.get(_resembled(stem.upper(), self._stems))
            if form is None or len(digits) != form.width or form.levels > 1:
                continue
            if rest != form.prefix.partition("-")[2] or match.group().startswith(form.prefix):
                continue
            identifier = form.prefix + digits
            yield Token(identifier, form.kind, int(digits), 0, match.group(), *match.span(), "malformed")

    def near_token_at(self, text: str, start: int = 0) -> Token | None:
        """What was meant as an identifier exactly at an index, if anything was."""
        match = self._near.match(skeleton(text), start)
        return self._near_of(match, text) if match else None

    def _of(self, match: re.Match[str], text: str, plain: str) -> Token:
        prefix, digits, part = match.groups()
        form = self._forms[prefix]
        first, last = match.span()
        written = text[first:last]
        identifier = prefix + (digits if len(digits) == form.width else self._padded(digits, form))
        spelling: Spelling = "exact"
        if text is not plain and written != plain[first:last]:
            spelling = "confusable"
        elif prefix + digits != identifier:
            spelling = "width"
        number = int(digits if self._is_flat else digits.rpartition("-")[2])
        values = (identifier, form.kind, number, int(part) if part else 0, written, first, last, spelling)
        return _new(Token, values)

    @staticmethod
    def _padded(digits: str, form: _Form) -> str:
        return "-".join(str(int(part)).zfill(form.width) for part in digits.split("-"))

    def _near_of(self, match: re.Match[str], text: str) -> Token | None:
        first, last = match.span()
        written = text[first:last]
        form = self._stems[_stem(match.group(1))]
        if match.group("blank"):
            return Token("", form.kind, 0, 0, written, first, last, "placeholder")
        tail = match.group("tail")
        if tail is None:
            return Token("", form.kind, 0, 0, written, first, last, "malformed")
        if not any(c.isdigit() for c in tail):
            return None
        digits = _digits(tail, form.prefix)
        if not digits:
            return Token("", form.kind, 0, 0, written, first, last, "malformed")
        identifier = form.prefix + digits.lstrip("0").zfill(form.width)
        return Token(identifier, form.kind, int(digits), 0, written, first, last, "malformed")


def _digits(tail: str, prefix: str) -> str:
    """The number a tail stands for, letters that look like digits read as such.

    Empty where it is not plain.
    """
    letter = prefix[-1]
    if letter.isalpha() and tail[:1].upper() == letter.upper():
        tail = tail[1:]
    digits = tail.translate(_DIGIT_LETTERS)
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= _WIDEST else ""


_DIGIT_LETTERS = str.maketrans("OoIl", "0011")


def _resembled(stem: str, known: Collection[str]) -> str:
    """The prefix that a word is, or is mistyped for: a letter too few or too many, or two changed places."""
    if stem in known:
        return stem
    for other in known:
        if (
            len(other) >= _SHORTEST_STEM
            and other[0] == stem[0]
            and (
                (len(stem) == len(other) and sorted(stem) == sorted(other))
                or (len(stem) + 1 == len(other) and _lacks_one(stem, other))
                or (len(stem) == len(other) + 1 and _lacks_one(other, stem))
            )
        ):
            return other
    return ""


def _lacks_one(short: str, long: str) -> bool:
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _stem(prefix: str) -> str:
    """The letters of a prefix before its first dash, upper case: what a typing error usually leaves."""
    return prefix.partition("-")[0].upper()
