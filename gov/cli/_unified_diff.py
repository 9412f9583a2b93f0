"""What changes in one file as a unified diff, in time that grows with the file and no faster."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["unified"]

_CONTEXT = 3
# So many pairs of lines are compared at most where two stretches have no line of their own in common.
_MOST_PAIRS = 10_000
# Marks a line that the end of the file cuts short: no line holds this character itself.
_UNENDED = "\n"
_NO_END = "\\ No newline at end of file"
_MARK = "\ufeff"


class _Stretch(NamedTuple):
    """Lines that differ: from and up to which they stand before, and after."""

    old: int
    old_end: int
    new: int
    new_end: int


def unified(path: str, now: str, before: bytes, after: bytes) -> str:
    """What changes in a file that may get another name; empty where nothing does."""
    old, new = (_lines(data.decode("utf-8", "replace")) for data in (before, after))
    hunks = list(_hunks(_differing(old, new)))
    if not hunks:
        return ""
    lines = [f"--- a/{path}", f"+++ b/{now}"]
    for hunk in hunks:
        lines += _written(hunk, old, new)
    return "".join(_shown(line) + ("\n" if line[-1] != _UNENDED else f"\n{_NO_END}\n") for line in lines)


def _lines(text: str) -> list[str]:
    """The lines of a text as git counts them: a carriage return belongs to its line, and is compared."""
    *lines, last = text.split("\n")
    return [*lines, last + _UNENDED] if last else lines


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """The lines that differ, in order. What stands once in both holds the two together, as headings do."""
    held = [(-1, -1), *_anchors(old, new), (len(old), len(new))]
    for (one, other), (end, other_end) in pairwise(held):
        yield from _between(old, new, _Stretch(one + 1, end, other + 1, other_end))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that each text has once, as many as stand in one order in both."""
    counts, others = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if others[line] == 1}
    pairs = [(at, places[line]) for at, line in enumerate(old) if counts[line] == 1 and line in places]
    # The longest row that climbs: the last of each length, and the one before each.
    lowest: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(lowest, place)
        previous.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [place]
        ends[length : length + 1] = [number]
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = previous[number]
    return row[::-1]


def _between(old: Sequence[str], new: Sequence[str], within: _Stretch) -> Iterator[_Stretch]:
    """The lines that differ between two that hold the texts together."""
    first, end, other, other_end = within
    while first < end and other < other_end and old[first] == new[other]:
        first, other = first + 1, other + 1
    while first < end and other < other_end and old[end - 1] == new[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    count, other_count = end - first, other_end - other
    if count == other_count:
        for at in range(count):
            if old[first + at] != new[other + at]:
                yield _Stretch(first + at, first + at + 1, other + at, other + at + 1)
    elif count * other_count > _MOST_PAIRS:
        yield _Stretch(first, end, other, other_end)
    else:
        matcher = SequenceMatcher(None, old[first:end], new[other:other_end], autojunk=False)
        for tag, one, one_end, two, two_end in matcher.get_opcodes():
            if tag != "equal":
                yield _Stretch(first + one, first + one_end, other + two, other + two_end)


def _hunks(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    """Stretches whose context meets, together; of those that touch, one is made."""
    hunk: list[_Stretch] = []
    for stretch in stretches:
        if hunk and stretch.old - hunk[-1].old_end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        if hunk and (hunk[-1].old_end, hunk[-1].new_end) == (stretch.old, stretch.new):
            hunk[-1] = hunk[-1]._replace(old_end=stretch.old_end, new_end=stretch.new_end)
        else:
            hunk.append(stretch)
    if hunk:
        yield hunk


def _written(hunk: Sequence[_Stretch], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = hunk[0], hunk[-1]
    start = max(first.old - _CONTEXT, 0)
    end = min(last.old_end + _CONTEXT, len(old))
    other, other_end = first.new - (first.old - start), last.new_end + (end - last.old_end)
    yield f"@@ -{_range(start, end)} +{_range(other, other_end)} @@"
    at = start
    for stretch in hunk:
        yield from (f" {line}" for line in old[at : stretch.old])
        yield from (f"-{line}" for line in old[stretch.old : stretch.old_end])
        yield from (f"+{line}" for line in new[stretch.new : stretch.new_end])
        at = stretch.old_end
    yield from (f" {line}" for line in old[at:end])


def _range(start: int, end: int) -> str:
    """Lines as a diff counts them: from 1, and from the line before where there is none."""
    count = end - start
    if count == 1:
        return f"{start + 1}"
    return f"{start + 1 if count else start},{count}"


def _shown(line: str) -> str:
    """A line of a diff with what could harm a terminal as escapes; the ends of lines stay, to be applied."""
    line = line.removesuffix(_UNENDED)
    end = "\r" if line.endswith("\r") else ""
    sign, mark, rest = line[:1], line[1:2], line[2:]
    if mark != _MARK:
        return printable(line.removesuffix("\r")) + end
    return sign + mark + printable(rest.removesuffix("\r")) + end
