"""What looks like a credential in raw text, told by the fixed marks that issuers put into theirs.

A document that holds none is passed over by looking for single rare bytes and a few short words; expressions
are tried only where one was found, and each of them looks at no more than a few hundred bytes.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Secret", "secrets_in"]


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
    offset: int = 0


def _token(what: str, pattern: bytes, offset: int = 0) -> _Token:
    return _Token(what, re.compile(_BEFORE + pattern + _AFTER), offset)


_GITHUB = _token("a GitHub token", rb"gh[pousr]_[A-Za-z0-9]{36,255}", 3)
_GITHUB_FINE = _token("a GitHub token", rb"github_pat_[A-Za-z0-9_]{22,255}", 10)
_STRIPE = _token("a Stripe key", rb"[rs]k_live_[A-Za-z0-9]{16,255}", 7)
_AWS = _token("an AWS access key id", rb"AKIA[A-Z0-9]{16}")
_GITLAB = _token("a GitLab token", rb"glpat-[A-Za-z0-9_.-]{20,255}")
_SLACK = _token("a Slack token", rb"xox[abeoprs]-[A-Za-z0-9-]{16,255}")
_ANTHROPIC = _token("an Anthropic key", rb"sk-ant-[A-Za-z0-9_-]{20,255}")
_OPENAI = _token("an OpenAI key", rb"sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,255}")
_JWT = _token(
    "a signed JWT", rb"eyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{16,2000}", 2
)
# A key is one only with its body: texts that speak of keys quote the line above it.
_KEY = re.compile(
    rb"-----BEGIN (?:[A-Z]{2,10} )?(PRIVATE KEY)(?: BLOCK)?-----(?=(?:[\s>|]|\\[rn]){1,40}"
    rb"(?:(?:Proc-Type|Version|Comment|DEK-Info):|[A-Za-z0-9+/=]{16}))"
)
_KEY_OFFSET = 32

# A mark, as short as texts rarely hold it, what must stand before it, and the forms of tokens that begin so.
_MARKS: tuple[tuple[bytes, tuple[bytes, ...], tuple[_Token, ...]], ...] = (
    (b"_", (b"ghp", b"gho", b"ghu", b"ghs", b"ghr", b"_pat", b"_live"), (_GITHUB, _GITHUB_FINE, _STRIPE)),
    (b"J", (b"ey",), (_JWT,)),
    (b"AKIA", (b"",), (_AWS,)),
    (b"xox", (b"",), (_SLACK,)),
    (b"glpat-", (b"",), (_GITLAB,)),
    (b"sk-", (b"",), (_ANTHROPIC, _OPENAI)),
)

_NAME = re.compile(
    rb"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|(?:access|private|secret|signing|encryption)[_-]?key"
    rb"|credentials?)(?:[_-]?(?:key|value))?[\"']?[ \t]{0,8}[:=][ \t]{0,8}\Z",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_QUOTED = re.compile(rb"[\"']([^\s\"'`<>]{10,200})[\"']")
_BARE = re.compile(rb"([A-Za-z0-9+/_.~!@%^*=-]{16,200})(?=[\s\"'`;,&)\]}]|\Z)")
_QUOTES = (b'"', b"'")
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


def secrets_in(data: bytes) -> list[Secret]:
    """Every credential in some bytes, in order, no two of them in one place."""
    found = [*_tokens(data), *_keys(data), *_assigned(data)]
    found.sort(key=lambda secret: (secret.start, -secret.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return kept


def _tokens(data: bytes) -> Iterator[Secret]:
    # From the end to the start: CPython looks for a few bytes that way in half the time.
    find, ends = data.rfind, data.endswith
    for mark, before, forms in _MARKS:
        at = find(mark)
        while at >= 0:
            if ends(before, 0, at):
                yield from _token_at(forms, data, at)
            at = find(mark, 0, at + len(mark) - 1)


def _token_at(forms: tuple[_Token, ...], data: bytes, at: int) -> Iterator[Secret]:
    """The token that has its mark at an index, if it is one of some forms."""
    for form in forms:
        match = form.pattern.match(data, at - form.offset) if at >= form.offset else None
        if match is not None:
            text = match.group()
            if _DIGIT.search(text, _SHORTEST_MARK) and not _is_made_up(text):
                yield Secret(match.start(), match.end(), form.what)
                return


def _is_made_up(text: bytes) -> bool:
    return len(set(text[_SHORTEST_MARK:])) < _FEWEST or _PLACEHOLDER.search(text) is not None


def _keys(data: bytes) -> Iterator[Secret]:
    at = data.find(b"Y")
    while at >= 0:
        if data.endswith(b"PRIVATE KE", 0, at):
            match = _KEY.search(data, max(at - _KEY_OFFSET, 0), at + 2 * _KEY_OFFSET + 16)
            if match and match.end(1) == at + 1:
                yield Secret(match.start(), match.end(), "a private key")
        at = data.find(b"Y", at + 1)


def _assigned(data: bytes) -> Iterator[Secret]:
    """`password = "..."`, `"password": "..."`, `PASSWORD=...`: what is named a secret and looks like one."""
    at = data.find(b"=")
    while at >= 0:
        yield from _value_after(data, at + 1, may_be_bare=True)
        at = data.find(b"=", at + 1)
    for quote in _QUOTES:
        at = data.find(quote)
        while at >= 0:
            # Most quotes open or close words; only one behind a colon gives a value.
            if data.endswith((b": ", b":"), 0, at):
                yield from _value_after(data, data.rfind(b":", 0, at) + 1, may_be_bare=False)
            at = data.find(quote, at + 1)


def _value_after(data: bytes, at: int, *, may_be_bare: bool) -> Iterator[Secret]:
    start = at
    while data[start : start + 1] in {b" ", b"\t"} and start - at < 8:  # noqa: PLR2004 - as far as people align
        start += 1
    match = _QUOTED.match(data, start) or (_BARE.match(data, start) if may_be_bare else None)
    if match is None or not _NAME.search(data, max(at - _LONGEST_NAME, 0), at):
        return
    value = match.group(1)
    if _PLACEHOLDER.search(value) or _SAMPLE.search(value) or _entropy(value) < _LEAST_ENTROPY:
        return
    if _DIGIT.search(value) and _LETTER.search(value):
        yield Secret(match.start(1), match.end(1), "a password or key")


def _entropy(value: bytes) -> float:
    """Shannon's entropy in bits a byte."""
    total = len(value)
    return -sum(n / total * math.log2(n / total) for n in Counter(value).values())
