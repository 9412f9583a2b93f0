"""Passwords that everybody would try first, and why each is refused."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from gov_platform.domains.accounts.passwords import normalised

__all__ = ["SHORTEST", "why_refused"]

SHORTEST = 8
"""Bytes of a password, encoded as UTF-8."""

_ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
    "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm", "q1w2e3r4t5y6u7i8o9p0",
)  # fmt: skip
_SHORTEST_RUN = 4
_MOST_ADDED = 6
_SHORTEST_PART = 4
_LIST = 1000
_LEET = str.maketrans("@431!0$57+", "aaeiiosstt")
_EDGES = re.compile(r"[\W\d_]*(.*?)[\W\d_]*", re.DOTALL)


def why_refused(password: str, email: str) -> str | None:
    """Why a password would be guessed at once, or None if it would not."""
    plain = normalised(password)
    if len(plain.encode()) < SHORTEST:
        return f"is shorter than {SHORTEST} bytes"
    folded = plain.casefold()
    if len(set(folded)) < _SHORTEST_RUN:
        return f"repeats fewer than {_SHORTEST_RUN} different characters"
    if _is_run(folded):
        return "is a sequence of neighbouring letters, digits or keys"
    if _is_of_address(folded, email):
        return "is made from the e-mail address"
    if any(_is_common(stem) for stem in _stems(folded) if stem):
        return "is among the passwords that are tried first"
    return None


def _stems(folded: str) -> set[str]:
    """The password, and the word it was made from: without what was added, and letters for look-alikes."""
    half = folded[: len(folded) // 2]
    found = {folded, half} if half * 2 == folded else {folded}
    for one in tuple(found):
        core = _EDGES.fullmatch(one)
        if core is not None and len(one) - len(core[1]) <= _MOST_ADDED:
            found.add(core[1])
        found |= {word.translate(_LEET) for word in tuple(found)}
    return found


def _is_run(folded: str) -> bool:
    """Whether nothing is left once rows of keys, forwards and backwards, are taken off one after another."""
    at = 0
    while at < len(folded):
        length = _run_at(folded, at)
        if length < _SHORTEST_RUN and at + length < len(folded):
            return False
        if not length:
            return False
        at += length
    return True


def _run_at(folded: str, at: int) -> int:
    best = 0
    for row in _ROWS:
        for one in (row, row[::-1]):
            length = best + 1
            while at + length <= len(folded) and folded[at : at + length] in one:
                best, length = length, length + 1
    return best


def _is_of_address(folded: str, email: str) -> bool:
    name, _, domain = email.casefold().partition("@")
    parts = {
        email.casefold(),
        name,
        domain,
        domain.partition(".")[0],
        re.sub(r"[\W_]+", "", name),
        *re.split(r"[\W_]+", name),
    }
    stems = _stems(folded)
    return any(part in stems for part in parts if len(part) >= _SHORTEST_PART)


@cache
def _ours() -> frozenset[str]:
    text = files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _published() -> dict[int, str]:
    """The words that leaks and everyday language hold most often, by length, with commas around each.

    They are read, and zxcvbn is not imported: it would make tables of them that take twenty times the memory.
    Names and words have lists of their own there and are in no other, also those that are common passwords.
    """
    found = find_spec("zxcvbn")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("zxcvbn is not installed", name="zxcvbn")
    module = ast.parse(Path(found.origin).with_name("frequency_lists.py").read_text(encoding="utf-8"))
    lists = (
        one.value
        for one in ast.walk(module)
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and len(one.value) > _LIST
    )
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for word in chain.from_iterable(one.split(",") for one in lists):
        by_length[len(word)].append(word)
    return {length: f",{','.join(words)}," for length, words in by_length.items()}


def _is_common(stem: str) -> bool:
    return stem in _ours() or ("," not in stem and f",{stem}," in _published().get(len(stem), ""))
