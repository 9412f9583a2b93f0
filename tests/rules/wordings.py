"""Texts that an expression finds, so many that each of its alternatives is in one of them."""

from __future__ import annotations

import re._constants as kinds  # type: ignore[import-not-found]  # typeshed leaves it out
import re._parser as parser  # type: ignore[import-not-found]  # typeshed leaves it out
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

__all__ = ["wordings"]


def wordings(expression: re.Pattern[str]) -> list[str]:
    """Texts in several letter cases that an expression finds; each of its alternatives is in one of them."""
    made = _sequence(parser.parse(expression.pattern, expression.flags))
    cases = (case(text) for text in made for case in (str, str.lower, str.upper, str.title, str.capitalize))
    found = [text for text in dict.fromkeys(cases) if expression.search(text)]
    missed = [text for text in made if not expression.search(text)]
    assert not missed, missed
    return found


def _sequence(nodes: Iterable[tuple[object, object]]) -> list[str]:
    """One after the other: as many texts as the part with most has, the others' taken in turn."""
    parts = [_texts(kind, value) for kind, value in nodes]
    return [
        "".join(part[number % len(part)] for part in parts)
        for number in range(max(map(len, parts), default=1))
    ]


def _texts(kind: object, value: object) -> list[str]:
    match kind, value:
        case kinds.LITERAL, int(character):
            return [chr(character)]
        case kinds.BRANCH, (_, list(branches)):
            return [text for branch in branches for text in _sequence(branch)]
        case kinds.SUBPATTERN, (*_, parser.SubPattern() as inside):
            return _sequence(inside)
        case ((kinds.MAX_REPEAT | kinds.POSSESSIVE_REPEAT), (int(least), _, parser.SubPattern() as inside)):
            some = [text * max(least, 1) for text in _sequence(inside)]
            return some if least else [*some, ""]
        case kinds.IN, list(choices):
            return [_one_of(choices)]
        case ((kinds.AT | kinds.ASSERT_NOT), _):
            return [""]
        case ((kinds.ANY | kinds.NOT_LITERAL), _):
            return ["x"]
    message = f"no text is known for {kind}"
    raise ValueError(message)


def _one_of(choices: list[tuple[object, object]]) -> str:
    """The first character of a set; of a set of exceptions a letter."""
    match choices[0]:
        case kinds.LITERAL, int(character):
            return chr(character)
        case kinds.RANGE, (int(first), _):
            return chr(first)
        case kinds.CATEGORY, kinds.CATEGORY_SPACE:
            return " "
    return "x"
