"""Words that stand for nothing: in a field, and where a reason is asked for. The only list of them."""

from __future__ import annotations

__all__ = ["is_null", "says_nothing"]

_NULL = frozenset(
    ("", "none", "n/a", "na", "nil", "null", "vacant", "unassigned", "nobody", "tbd", "-", "--", "–", "—")
)
# A field may hold these as its answer, `Breaking: No`; a reason they are not.
_NO_REASON = _NULL | {"no", "no reason", "tba", "todo"}
_AROUND = " \t\r.,;:!?*_`'\"()[]<>/\\\u00a0\u2013\u2014\u2026-"


def is_null(value: str) -> bool:
    """Whether a field says that there is nothing: None, N/A, Vacant, a dash, nothing at all."""
    return value.strip().strip(".*_()[]").casefold() in _NULL


def says_nothing(reason: str) -> bool:
    """Whether a reason is none: what is nothing in a field, marks alone, or a word that puts it off."""
    return is_null(reason) or reason.strip(_AROUND).casefold() in _NO_REASON
