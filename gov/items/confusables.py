"""Letters, digits and dashes that look like those of an identifier and are not.

`skeleton` maps each to the ASCII character it imitates, one for one, so that indexes stay true; see Unicode
Technical Standard 39 for the idea of a skeleton. Only what can stand in an identifier is mapped.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["INVISIBLE", "skeleton"]

_CYRILLIC = "АВЕЅІЈКМНОРСТХҮԚԜаеіјорсухѕԁԛԝ"
_CYRILLIC_AS = "ABESIJKMHOPCTXYQWaeijopcyxsdqw"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυ"
_GREEK_AS = "ABEZHIKMNOPTYXovlu"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\ufe63\uff0d"

_PARTING = re.compile(r"[\u2013\u2014](?=[a-z]|[A-Z]{2,20}-)")

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


class _LookAlikes(dict[int, str]):
    """Code point to imitated character, worked out for each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        imitated = _imitated(chr(code))
        self[code] = imitated
        return imitated


def _imitated(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isascii() and plain.isalpha() else character


_LOOK_ALIKES = _LookAlikes(
    {ord(a): b for a, b in zip(_CYRILLIC + _GREEK, _CYRILLIC_AS + _GREEK_AS, strict=True)}
)
_LOOK_ALIKES.update(dict.fromkeys(map(ord, _DASHES), "-"))


def skeleton(text: str) -> str:
    """The text with every look-alike replaced by what it imitates; as long as the text itself.

    A dash before a word in lower case, or before an identifier, is no part of one: it stays, as in
    `TASK-001\u2014sign in` and `sign in\u2014TASK-001`.
    """
    if text.isascii():
        return text
    plain = text.translate(_LOOK_ALIKES)
    pieces: list[str] = []
    at = 0
    for dash in _PARTING.finditer(text):
        pieces += (plain[at : dash.start()], dash.group())
        at = dash.end()
    return "".join((*pieces, plain[at:])) if pieces else plain
