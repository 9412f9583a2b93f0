"""The labels under which a change request lists what it does not serve: what comes later, what it waits for.

The list is closed, so that whoever writes knows what is read (ADR-0017); the reference of commands shows it.
What is written in other words names a task as plain text does.
"""

from __future__ import annotations

import re

__all__ = ["LABEL", "LABEL_WITHIN", "MARKED", "PHRASES", "PLAIN", "SECTION"]

# Each blank stands for up to three.
PHRASES = (
    # What comes later.
    r"(?:(?:known|possible|planned|further) )?follow(?:ing|ed)?[- ]?ups?",
    r"(?:will|to) follow",
    r"(?:(?:what(?:['\u2019]?s| is| comes)|coming) )?next(?: up)?",
    r"to-? ?dos?",
    r"later(?: on)?",
    r"future",
    r"upcoming",
    r"(?:deferred|postponed)(?: (?:to|for) later)?",
    r"left (?:out|open|for later)",
    r"still (?:open|to do)",
    r"open (?:points?|questions?|ends?|work|tasks?|items?)",
    r"pending",
    r"remaining",
    r"backlog",
    r"in an? (?:later|follow-?up) \w{1,20}",
    # What it waits for, or what waits for it.
    r"block(?:s|ing|ed[- ](?:by|on))",
    r"blockers?",
    r"depend(?:s|ing|ent)[- ](?:up)?on",
    r"dependenc(?:y|ies)",
    r"requires",
    r"waiting (?:for|on)",
    r"prerequisites?",
    # What is no part of it.
    r"out[- ]of[- ]scope",
    r"non-? ?goals?",
    r"unrelated(?: to)?",
    r"no[- ]tasks?",
    r"not (?:in|part of) (?:this|the) (?:pull |merge )?\w{1,20}",
    r"not (?:done|included|covered|in scope|yet)(?: yet)?",
    r"excluded",
    r"does not close",
    # What it takes back.
    r"reverts",
    r"rolls back",
)
_NOUNS = r"(?: (?:tasks?|work|steps?|items?|issues?|tickets?|[pm]rs?|changes?|(?:pull|merge) requests?)){0,2}"


def _spaced(phrase: str) -> str:
    """A phrase that may be written with wide blanks; one that may be left out stays at one."""
    return re.sub(r"\[- \](?!\?)", "(?:-|[ ]{1,3})", re.sub(r"(?<!\[-) (?!\?)", "[ ]{1,3}", phrase)).replace(
        " ?", "[ ]?"
    )


_LATER = _spaced("(?:" + "|".join(PHRASES) + ")" + _NOUNS)
# A sign, a bracket, a number or a letter may stand before a label.
_BEFORE = r"[^\w\n]{0,8}(?:(?:[0-9]{1,2}|[a-z])[.)][ ]{1,4})?"
# What parts a label from its value: a colon, a dash between spaces, an arrow, the next cell, a bracket.
_SIGNS = r":\uff1a=|(\[{>\u00bb\u2192\u21d2\u279c\u27a1"
_PARTED = rf"[ \t]{{0,4}}(?:[{_SIGNS}]|[-\u2013\u2014]{{1,3}}(?=[ \t])|[-=]>)"
_FOR_NOW = _spaced(r"(?: for (?:now|(?:this|the) \w{1,20})| ?\([^()\n]{0,40}\))?")
_JOINED = r"[ ]{0,3}(?:/|&|,|\band\b|\bor\b)[ ]{1,3}"

PLAIN = {0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x2010: "-", 0x2011: "-", 0x2019: "'"}
"""Blanks and marks that look like the plain ones, for `str.translate`: each takes as much room."""

MARKED = re.compile(rf"[{_SIGNS}\u2013\u2014-]|\bNot[ ]{{1,3}}part[ ]{{1,3}}of\b", re.IGNORECASE)
"""Without one of these a line has no label, unless it is one."""

LABEL = re.compile(
    rf"{_BEFORE}(?:{_LATER}{_PARTED}|Not[ ]{{1,3}}part[ ]{{1,3}}of\b[ \t]{{0,4}}:?)", re.IGNORECASE
)
"""A label before its value, where a sentence begins."""

LABEL_WITHIN = re.compile(rf"[,;(\u2013\u2014-][ ]{{0,3}}{_LATER}[ ]{{0,3}}:", re.IGNORECASE)
"""A label in the middle of a sentence."""

SECTION = re.compile(
    rf"{_BEFORE}(?:\w{{1,20}}{_JOINED})?{_LATER}(?:{_JOINED}(?:{_LATER}|\w{{1,20}}))?{_FOR_NOW}"
    r"[ \t.:]{0,8}",
    re.IGNORECASE,
)
"""The name of a section, of a list or of a column, whose items are no part of the change."""
