"""Where in raw text a credential may stand: at the few fixed marks of issuers, and behind names of secrets.

Every check asks this of every document, so it looks for short words only. Expressions are tried, and made,
where something was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Mark", "MarkSort", "marks_in"]

MarkSort = Literal["token", "key", "value", "quoted"]


class Mark(NamedTuple):
    """What was found at a byte offset.

    A `token` is a mark of an issuer, a `key` the word KEY that ends a header; behind a `value` mark follows
    a value, behind a `quoted` one only a value in quotes counts.
    """

    sort: MarkSort
    at: int


# A mark, as short as texts rarely hold it, and what must stand before it.
_ISSUERS: tuple[tuple[bytes, tuple[bytes, ...]], ...] = (
    (b"_", (b"ghp", b"gho", b"ghu", b"ghs", b"ghr", b"github_pat", b"sk_live", b"rk_live")),
    (b"J", (b"ey",)),
    (b"AKIA", (b"",)),
    (b"xox", (b"",)),
    (b"glpat-", (b"",)),
    (b"sk-", (b"",)),
)
_NAMES = (b"pass", b"pwd", b"secret", b"token", b"key", b"credential")
_LONGEST_NAME = 60
_QUOTES = (b'"', b"'")


def marks_in(data: bytes) -> list[Mark]:
    """Every place in some bytes that is worth a closer look."""
    return [*_tokens(data), *_keys(data), *_values(data)]


def _tokens(data: bytes) -> Iterator[Mark]:
    # From the end to the start: CPython looks for a few bytes that way in half the time.
    find, ends = data.rfind, data.endswith
    for mark, before in _ISSUERS:
        at = find(mark)
        while at != -1:
            if ends(before, 0, at):
                yield Mark("token", at)
            at = find(mark, 0, at + len(mark) - 1)


def _keys(data: bytes) -> Iterator[Mark]:
    at = data.find(b"Y")
    while at != -1:
        if data.endswith(b"PRIVATE KE", 0, at):
            yield Mark("key", at)
        at = data.find(b"Y", at + 1)


def _values(data: bytes) -> Iterator[Mark]:
    """`password = "..."`, `"password": "..."`, `PASSWORD=...`: what is named a secret."""
    at = data.find(b"=")
    while at != -1:
        # Below a heading stands a row of them, and two compare.
        if not data.startswith(b"=", at + 1) and _is_named(data, at):
            yield Mark("value", at + 1)
        at = data.find(b"=", at + 1)
    for quote in _QUOTES:
        at = data.find(quote)
        while at != -1:
            # Most quotes open or close words; only one behind a colon gives a value.
            if data.endswith((b": ", b":"), 0, at):
                colon = data.rfind(b":", 0, at)
                if _is_named(data, colon):
                    yield Mark("quoted", colon + 1)
            at = data.find(quote, at + 1)


def _is_named(data: bytes, at: int) -> bool:
    before = data[max(at - _LONGEST_NAME, 0) : at].lower()
    return any(name in before for name in _NAMES)
