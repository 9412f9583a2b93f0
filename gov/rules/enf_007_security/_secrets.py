"""What looks like a credential in raw text, told by the fixed marks that issuers put into theirs.

An expression is tried only where a mark was found, and looks at no more than a few thousand bytes there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gov.rules.enf_007_security._marks import Mark, MarkSort

__all__ = ["Secret", "secrets_at"]


class Secret(NamedTuple):
    """A credential at some byte offsets; `what` says which, as in `a GitHub token`."""

    start: int
    end: int
    what: str


_BEFORE = rb"(?<![A-Za-z0-9_-])"
_AFTER = rb"(?![A-Za-z0-9_-])"


class _Token(NamedTuple):
    """One form of token; `offset` is where in it the mark stands by which it is found."""

    what: str
    pattern: re.Pattern[bytes]
    offset: int


_TOKENS = tuple(
    _Token(what, re.compile(_BEFORE + pattern + _AFTER), offset)
    for what, offset, pattern in (
        ("a GitHub token", 3, rb"gh[pousr]_[A-Za-z0-9]{36,255}"),
        ("a GitHub token", 10, rb"github_pat_[A-Za-z0-9_]{22,255}"),
        ("a Stripe key", 7, rb"[rs]k_live_[A-Za-z0-9]{16,255}"),
        ("a signed JWT", 2, rb"eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{16,2000}"),
        ("an AWS access key id", 0, rb"AKIA[A-Z0-9]{16}"),
        ("a Slack token", 0, rb"xox[abeoprs]-[A-Za-z0-9-]{16,255}"),
        ("a GitLab token", 0, rb"glpat-[A-Za-z0-9_.-]{20,255}"),
        ("an Anthropic key", 0, rb"sk-ant-[A-Za-z0-9_-]{20,255}"),
        ("an OpenAI key", 0, rb"sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,255}"),
    )
)
# A key is one only with its body: texts that speak of keys quote the line above it.
_KEY = re.compile(
    rb"-----BEGIN (?:[A-Z]{2,10} )?(PRIVATE KEY)(?: BLOCK)?-----(?=(?:[\s>|]|\\[rn]){1,40}"
    rb"(?:(?:Proc-Type|Version|Comment|DEK-Info):|[A-Za-z0-9+/=]{16}))"
)
_KEY_OFFSET = 32

_NAME = re.compile(
    rb"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|(?:access|private|secret|signing|encryption)[_-]?key"
    rb"|credentials?)(?:[_-]?(?:key|value))?[\"']?[ \t]{0,8}[:=][ \t]{0,8}\Z",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_QUOTED = re.compile(rb"[\"']([^\s\"'`<>]{10,200})[\"']")
_BARE = re.compile(rb"([A-Za-z0-9+/_.~!@%^*=-]{16,200})(?=[\s\"'`;,&)\]}]|\Z)")
_MOST_BLANKS = 8
_LEAST_ENTROPY = 3.0
_FEWEST = 6
_SHORTEST_MARK = 3

_PLACEHOLDER = re.compile(
    rb"example|x{4}|\*{3}|\.{3}|placeholder|redacted|dummy|your[_-]|change[_-]?me|insert[_-]|<|>|\$\{|\{\{",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    rb"password|passwort|secret|test|sample|fake|foobar|12345|qwerty|://|\A[/$%{]", re.IGNORECASE
)
_DIGIT = re.compile(rb"[0-9]")
_LETTER = re.compile(rb"[A-Za-z]")


def secrets_at(data: bytes, marks: Iterable[Mark]) -> list[Secret]:
    """The credentials that have one of some marks, in order, no two of them in one place."""
    found = [secret for mark in marks if (secret := _READERS[mark.sort](data, mark.at)) is not None]
    found.sort(key=lambda secret: (secret.start, -secret.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return kept


def _token_at(data: bytes, at: int) -> Secret | None:
    for form in _TOKENS:
        match = form.pattern.match(data, at - form.offset)
        if match is not None:
            text = match.group()
            if _DIGIT.search(text) and not _is_made_up(text):
                return Secret(match.start(), match.end(), form.what)
    return None


def _is_made_up(text: bytes) -> bool:
    return len(set(text[_SHORTEST_MARK:])) < _FEWEST or _PLACEHOLDER.search(text) is not None


def _key_at(data: bytes, at: int) -> Secret | None:
    """A private key by the line above it, which alone is marked."""
    match = _KEY.search(data, max(at - _KEY_OFFSET, 0), at + 2 * _KEY_OFFSET + 16)
    return Secret(match.start(), match.end(), "a private key") if match and match.end(1) == at + 1 else None


def _value_at(data: bytes, at: int) -> Secret | None:
    start = _after_blanks(data, at)
    return _valued(_QUOTED.match(data, start) or _BARE.match(data, start), data, at)


def _quoted_at(data: bytes, at: int) -> Secret | None:
    return _valued(_QUOTED.match(data, _after_blanks(data, at)), data, at)


def _after_blanks(data: bytes, at: int) -> int:
    """The offset behind as many blanks as people align by."""
    near = data[at : at + _MOST_BLANKS]
    return at + len(near) - len(near.lstrip(b" \t"))


def _valued(match: re.Match[bytes] | None, data: bytes, at: int) -> Secret | None:
    if match is None or not _NAME.search(data, max(at - _LONGEST_NAME, 0), at):
        return None
    value = match.group(1)
    if _PLACEHOLDER.search(value) or _SAMPLE.search(value) or _entropy(value) < _LEAST_ENTROPY:
        return None
    if not (_DIGIT.search(value) and _LETTER.search(value)):
        return None
    return Secret(match.start(1), match.end(1), "a password or key")


def _entropy(value: bytes) -> float:
    """Shannon's entropy in bits a byte."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values())


_READERS: dict[MarkSort, Callable[[bytes, int], Secret | None]] = {
    "token": _token_at, "key": _key_at, "value": _value_at, "quoted": _quoted_at,
}  # fmt: skip
