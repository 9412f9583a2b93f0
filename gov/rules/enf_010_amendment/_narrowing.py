"""Words that let a demand hold for less than it did: an exception, a condition, a smaller circle.

No grammar is parsed. What counts is in the new sentence and was not in the old one; what may as well say more
("or", "even if", "any") is left alone.
"""

from __future__ import annotations

import re

__all__ = ["narrowed_by"]

Words = tuple[str, ...]

# Each with everything that may stand between its words.
_QUALIFIERS = re.compile(
    r"\b(?:(?:where|when|wherever|whenever|if|as far as|as much as|as|to the extent)(?: is| it is| this is)? "
    r"(?:possible|practical|practicable|feasible|appropriate|reasonable|sensible|convenient|needed|necessary"
    r"|applicable)"
    r"|except(?:ing)?|unless|apart from|aside from|other than|with the exception of|exempt(?:ed)?"
    r"|normally|usually|generally|typically|ideally|preferably|mostly|mainly|optionally"
    r"|in (?:general|principle|most cases)|as a rule|by default|within reason|(?:reasonable|best) efforts?"
    r"|need not|needs not|(?:does|do) not (?:have|need) to"
    r"|(?:but|though|although|however) (?:\w+ ){0,6}(?:may|might|can|could)"
    r"|only (?:if|when|for)|provided(?: that)?|as long as|so long as|in case|if)\b"
)
# After these a condition leaves nothing out.
_EVEN = frozenset(
    ("even", "also", "as", "what", "whatever", "check", "checks", "see", "tell", "tells", "know", "knows")
)
_FORBIDDING = frozenset(("not", "never", "no", "nobody", "none", "nothing", "without"))
_DEMANDING = frozenset(("must", "shall", "mustn't"))
_ALL = frozenset(
    ("all", "every", "each", "any", "everything", "everybody", "everyone", "no", "nobody", "nothing")
)
_SOME = frozenset(
    ("most", "many", "some", "several", "certain", "selected", "few", "critical", "major", "important",
     "big", "large", "main")
)  # fmt: skip
# What takes more in, or says the same with more words.
_WIDER = frozenset(
    ("or", "and", "including", "even", "also", "whatever", "whoever", "whichever", "however", "anybody",
     "anyone", "anything", "ever", "regardless", "well")
) | _ALL  # fmt: skip
_LIGHT = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "our", "their", "its", "your", "single", "one",
     "of", "is", "therefore", "thus", "hence", "then", "so", "moreover", "furthermore", "additionally",
     "always",
     "clearly", "which", "who", "be", "to", "we", "for", "itself", "themselves", "own", "very", "such")
)  # fmt: skip
_CIRCLE = frozenset(
    ("in", "on", "at", "when", "whenever", "where", "wherever", "if", "during", "within", "while", "outside",
     "under", "after", "before", "by", "from", "upon")
)  # fmt: skip
_LONGEST = 2000


def narrowed_by(old: Words, new: Words) -> str:
    """The words that leave out something of what a sentence demanded; empty where none do.

    Both are in lower case; the longest are not looked at.
    """
    if max(len(old), len(new)) > _LONGEST:
        return ""
    return _qualified(old, new) or _subject(old, new)


def _qualified(old: Words, new: Words) -> str:
    """A qualifier that stands in the new sentence more often than in the old one."""
    before, after = (list(_QUALIFIERS.finditer(" ".join(words))) for words in (old, new))
    known = [match.group() for match in before]
    text = " ".join(new)
    for match in after:
        if match.group() in known:
            known.remove(match.group())
        elif text[: match.start()].split()[-1:] and text[: match.start()].split()[-1] in _EVEN | _FORBIDDING:
            continue
        else:
            return match.group()
    return ""


def _subject(old: Words, new: Words) -> str:
    """Words that were put in before what demands, and make it a smaller circle."""
    before, after = _up_to_demand(old), _up_to_demand(new)
    if before is None or after is None:
        return ""
    if before and after and before[0] in _ALL and after[0] in _SOME and before[1:] == after[1:]:
        return after[0]
    added = _added(before, after)
    if added is None:
        return ""
    telling = [word for _, word in added if word not in _LIGHT]
    if not telling or any(word in _WIDER for _, word in added):
        return ""
    is_first = [index for index, _ in added] == list(range(len(added)))
    if is_first and len(added) > 1 and _is_reason(added):
        # Before the subject stands why, or since when, more often than for whom.
        return ""
    return " ".join(word for _, word in added)


def _is_reason(added: list[tuple[int, str]]) -> bool:
    """Whether words before a sentence say no place, time or condition."""
    return added[0][1] not in _CIRCLE or added[1][1] in {"order", "addition", "short"}


def _up_to_demand(words: Words) -> Words | None:
    """The words before the first that demands; None where none does."""
    index = next((index for index, word in enumerate(words) if word in _DEMANDING), None)
    return None if index is None else words[:index]


def _added(old: Words, new: Words) -> list[tuple[int, str]] | None:
    """The words that one has beside all those of the other, in their order; None where one is missing."""
    added: list[tuple[int, str]] = []
    left = list(reversed(old))
    for index, word in enumerate(new):
        if left and word == left[-1]:
            left.pop()
        else:
            added.append((index, word))
    return None if left or not added else added
