"""The names in a git index, read from its bytes: no program runs and no configuration is asked.

The format is git's own (`gitformat-index`): versions 2 to 4, SHA-1 or SHA-256, whole or split.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BadIndexError", "names_in"]

_HEADER = 12
_STAT_BYTES = 40
_EXTENDED = 0x4000
_VERSIONS = (2, 3, 4)
_PADDED_TO = _WORD = 8
_LONGEST_NAME = 4096
"""No system opens a longer path; without a bound a small index of version 4 could unfold into gigabytes."""


class BadIndexError(ValueError):
    """The bytes are no index that git would read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Index:
    names: list[bytes]
    link: bytes
    hash_size: int


def names_in(data: bytes, shared: Callable[[str], bytes]) -> frozenset[bytes]:
    """Every path in an index.

    `shared` gives the other half of a split index by its hexadecimal name. Raises `BadIndexError`.
    """
    index = _parse(data)
    if not index.link:
        return frozenset(index.names)
    name, bitmap = index.link[: index.hash_size], index.link[index.hash_size :]
    if not any(name):
        return frozenset(index.names)
    base = _parse(shared(name.hex()))
    removed = _bits(bitmap, len(base.names))
    kept = (name for at, name in enumerate(base.names) if at not in removed)
    # What replaces an entry of the other half has no name of its own here.
    return frozenset((*kept, *filter(None, index.names)))


def _parse(data: bytes) -> _Index:
    if len(data) < _HEADER or data[:4] != b"DIRC":
        raise BadIndexError("it does not begin as an index does")
    version, count = _number(data, 4), _number(data, 8)
    if version not in _VERSIONS:
        raise BadIndexError(f"it has version {version}, and 2, 3 and 4 are known")
    hash_size = _hash_size(data)
    end = len(data) - hash_size
    names: list[bytes] = []
    at, before = _HEADER, b""
    for _ in range(count):
        flags_at = at + _STAT_BYTES + hash_size
        if flags_at + 2 > end:
            raise BadIndexError(f"it ends after {len(names)} of {count} entries")
        start = flags_at + (4 if _short(data, flags_at) & _EXTENDED else 2)
        if version == _VERSIONS[-1]:
            dropped, start = _varint(data, start, end)
            if dropped > len(before):
                raise BadIndexError("a name takes more from the name before it than there is")
            kept = before[: len(before) - dropped]
        else:
            kept = b""
        stop = data.find(b"\0", start, end)
        if stop < 0:
            raise BadIndexError("a name has no end")
        before = kept + data[start:stop]
        if len(before) > _LONGEST_NAME:
            raise BadIndexError("a name is longer than any path")
        names.append(before)
        at = stop + 1 if version == _VERSIONS[-1] else at + _padded(stop - at)
    return _Index(names, _link(data, at, end), hash_size)


def _hash_size(data: bytes) -> int:
    """How long object names are, told by which checksum holds; zeros stand for none."""
    import hashlib  # noqa: PLC0415 - few checks ask for the index

    for name in ("sha1", "sha256"):
        made = hashlib.new(name, usedforsecurity=False)
        size = made.digest_size
        if len(data) >= _HEADER + size:
            made.update(memoryview(data)[:-size])
            if made.digest() == data[-size:]:
                return size
    for size in (32, 20):
        if len(data) >= _HEADER + size and not any(data[-size:]):
            return size
    raise BadIndexError("its checksum is wrong")


def _padded(length: int) -> int:
    """An entry is filled up with one to eight NULs."""
    return (length + _PADDED_TO) // _PADDED_TO * _PADDED_TO


def _link(data: bytes, at: int, end: int) -> bytes:
    """The extension that makes an index a split one; the others do not change names."""
    while at + 8 <= end:
        size = _number(data, at + 4)
        if data[at : at + 4] == b"link":
            return data[at + 8 : min(at + 8 + size, end)]
        at += 8 + size
    return b""


def _bits(data: bytes, limit: int) -> set[int]:
    """The positions below a limit in the first of two compressed bitmaps (EWAH, as in git's `ewah/`)."""
    if len(data) < _WORD:
        return set()
    count = _number(data, 4)
    starts = range(_WORD, _WORD * (1 + min(count, len(data) // _WORD)), _WORD)
    words = [int.from_bytes(data[at : at + _WORD], "big") for at in starts]
    found: set[int] = set()
    at = position = 0
    while at < len(words):
        run, literals = (words[at] >> 1) & 0xFFFFFFFF, words[at] >> 33
        if words[at] & 1:
            found.update(range(position, min(position + 64 * run, limit)))
        position += 64 * run
        for word in words[at + 1 : at + 1 + literals]:
            found.update(position + bit for bit in range(64) if word >> bit & 1)
            position += 64
        at += 1 + literals
    return found


def _varint(data: bytes, at: int, end: int) -> tuple[int, int]:
    """A number of seven bits a byte, each further byte adding one, and where it ends."""
    value = -1
    while at < end:
        byte = data[at]
        value = (value + 1) << 7 | byte & 0x7F
        at += 1
        if not byte & 0x80:
            return value, at
    raise BadIndexError("a name has no end")


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")
