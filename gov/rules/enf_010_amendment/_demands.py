"""What a principle demands, sentence by sentence, and what of it is still demanded later."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gov.rules.enf_010_amendment._narrowing import narrowed_by
from gov.text import Entry, Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.items import Item
    from gov.project import Project
    from gov.text import Line

__all__ = ["Sentence", "Weakening", "sentences_of", "weakenings"]

_END = re.compile(r"[.!?;](?=\s|\Z)|[\u3002\uff01\uff1f]")
_WORD = re.compile(r"\w[\w'\u2019-]*")
_DEMANDING = frozenset(("must", "shall", "mustn't"))
# What may stand in the place of a MUST and demands as much; in the old words it may mean something else.
_AS_MUCH = frozenset(
    ("required", "requires", "mandatory", "obliged", "forbidden", "prohibited", "forbids", "prohibits")
)
_SPOKEN = re.compile(r"\b(?:has|have|needs?|is|are) to\b|\bmay not\b", re.IGNORECASE)
# As much as a MUST, unless a SHOULD takes it back: what should never happen may.
_FIRM = frozenset(("always", "never", "cannot"))
_LESS = frozenset(
    ("should", "may", "can", "could", "might", "recommended", "optional", "encouraged", "ought")
)
_NOT = frozenset(("not", "never"))
_NOBODY = frozenset(("no", "none", "nobody", "nothing", "neither"))
_LIGHT = frozenset(("a", "an", "the", "be", "is", "are", "to", "of", "and", "or", "it", "its", "that"))
_WITHOUT_CONTENT = _DEMANDING | _AS_MUCH | _FIRM | _LESS | _NOT | _NOBODY | _LIGHT
_ALIKE = 0.5
_PART = 0.7
_ADDED = 2


class Sentence(NamedTuple):
    """A sentence of a principle: as written, its words in lower case, and where it begins."""

    text: str
    words: tuple[str, ...]
    place: Place

    @property
    def demands(self) -> int:
        """How often it says MUST or SHALL, or REQUIRED in capitals."""
        return sum(word in _DEMANDING for word in self.words) + len(re.findall(r"\bREQUIRED\b", self.text))

    @property
    def as_much(self) -> int:
        """How often it says something that demands as much as MUST does."""
        strong = sum(word in _DEMANDING or word in _AS_MUCH for word in self.words)
        firm = 0 if _LESS.intersection(self.words) else sum(word in _FIRM for word in self.words)
        return strong + firm + len(_SPOKEN.findall(self.text))

    @property
    def content(self) -> frozenset[str]:
        """The words that say what it is about."""
        return frozenset(self.words) - _WITHOUT_CONTENT

    @property
    def is_negated(self) -> bool:
        """Whether it demands that something is not so; twice no is yes."""
        pairs = pairwise(self.words)
        count = sum(first in _DEMANDING and second in _NOT for first, second in pairs)
        return (count + self.words.count("mustn't") + (self.words[0] in _NOBODY)) % 2 == 1


class Weakening(NamedTuple):
    """A sentence that demanded something, and what stands for it now; None where nothing does.

    `narrowed_by` are the words that leave some of it out, empty where it is weaker as a whole.
    """

    before: Sentence
    after: Sentence | None
    is_turned: bool = False
    narrowed_by: str = ""


def sentences_of(project: Project, item: Item) -> tuple[Sentence, ...]:
    """What a principle says in its title, paragraphs, lists and tables; code is left out."""
    found = [_sentence(item.title, item.place)]
    blocks = project.by_path[item.path].outline.blocks
    first = bisect_left(blocks, item.place.end, key=lambda block: block.start)
    for block in blocks[first:]:
        if block.start >= item.body.end:
            break
        if isinstance(block, Paragraph | Entry):
            found.extend(_of_lines(block.lines, item.path))
        elif isinstance(block, Table):
            found.extend(_sentence(cell.text, _at(cell, 0, item.path)) for row in block.rows for cell in row)
    return tuple(sentence for sentence in found if sentence.words)


def weakenings(
    before: Collection[Sentence], after: Collection[Sentence], elsewhere: Collection[tuple[str, ...]]
) -> Iterator[Weakening]:
    """What of the old sentences is demanded no more by the new ones.

    A sentence that stands word for word in another principle (`elsewhere`) still holds. One for which a new
    demand in wholly other words may stand is not judged.
    """
    kept = {sentence.words for sentence in after} | set(elsewhere)
    known = {sentence.words for sentence in before}
    fresh = [sentence for sentence in after if sentence.words not in known]
    spare = [sentence for sentence in fresh if sentence.as_much]
    gone: list[Sentence] = []
    for sentence in before:
        if not sentence.demands or sentence.words in kept:
            continue
        related = [other for other in fresh if _are_related(sentence, other)]
        if not related:
            gone.append(sentence)
            continue
        spare = [other for other in spare if other not in related]
        nearest = max(related, key=lambda other: _likeness(sentence, other))
        # What was divided demands as much as its parts; what says it whole has no need of others.
        parts = [nearest] if sentence.content <= nearest.content else related
        if sum(other.as_much for other in parts) < sentence.demands:
            yield Weakening(sentence, nearest)
        elif _is_turned(sentence, nearest):
            yield Weakening(sentence, nearest, is_turned=True)
        elif words := _narrowed(sentence, nearest, related):
            yield Weakening(sentence, nearest, narrowed_by=words)
    for sentence in gone[len(spare) :]:
        yield Weakening(sentence, None)


def _is_turned(old: Sentence, new: Sentence) -> bool:
    """Whether a sentence demands the opposite, in nearly the same words."""
    added = new.content - old.content
    return old.content <= new.content and len(added) <= _ADDED and old.is_negated != new.is_negated


def _narrowed(old: Sentence, nearest: Sentence, related: list[Sentence]) -> str:
    """The words by which every sentence that says the same leaves some of it out."""
    demanding = [other for other in related if other.as_much]
    if nearest not in demanding or not all(narrowed_by(old.words, other.words) for other in demanding):
        return ""
    return narrowed_by(old.words, nearest.words)


def _of_lines(lines: tuple[Line, ...], path: str) -> Iterator[Sentence]:
    """The sentences of lines that follow each other, each at the line on which it begins."""
    pending, place = "", None
    for line in lines:
        text, start = line.text, 0
        ends = [match.end() for match in _END.finditer(text)]
        for end in (*ends, len(text)):
            part = text[start:end].strip()
            if part:
                place = place or _at(line, text.index(part, start), path)
                pending = f"{pending} {part}" if pending else part
            if end in ends and place is not None:
                yield _sentence(pending, place)
                pending, place = "", None
            start = end
    if place is not None:
        yield _sentence(pending, place)


def _at(line: Line, start: int, path: str) -> Place:
    return Place(path, *line.span(start, len(line.text)))


def _sentence(text: str, place: Place) -> Sentence:
    words = tuple(word.replace("\u2019", "'") for word in _WORD.findall(text.casefold()))
    return Sentence(text, words, place)


def _are_related(old: Sentence, new: Sentence) -> bool:
    """Whether a new sentence says the same as an old one, or a part of it."""
    both = len(old.content & new.content)
    shorter = min(len(old.content), len(new.content))
    return (both > 1 and both >= _PART * shorter) or _likeness(old, new) >= _ALIKE


def _likeness(old: Sentence, new: Sentence) -> float:
    total = len(old.content) + len(new.content)
    return 2 * len(old.content & new.content) / total if total else 0.0
