"""What makes a file pattern match nothing: a typing error that would switch off what it is for."""

from __future__ import annotations

__all__ = ["flaw_of"]


def flaw_of(pattern: str) -> str:
    """What is wrong with a pattern as `.gitignore` writes them; empty where nothing is."""
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            if at + 1 == len(pattern):
                return "ends in a backslash"
            at += 2
            continue
        if pattern[at] == "[":
            end = _closing(pattern, at)
            if end < 0:
                return "has a [ without its ]"
            flaw = _flaw_of_class(pattern[at + 1 : end])
            if flaw:
                return flaw
            at = end
        at += 1
    return ""


def _closing(pattern: str, at: int) -> int:
    """Where the bracket that opens at an index is closed; one right after the opening stands for itself."""
    start = at + 1
    if pattern[start : start + 1] in {"!", "^"}:
        start += 1
    return pattern.find("]", start + 1)


def _flaw_of_class(inner: str) -> str:
    for at in range(1, len(inner) - 1):
        if inner[at] == "-" and inner[at - 1] not in "!^[" and inner[at - 1] > inner[at + 1]:
            return f"has the range {inner[at - 1 : at + 2]}, which holds nothing"
    return ""
