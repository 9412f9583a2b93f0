"""One change of an item in words."""

from __future__ import annotations

__all__ = ["said"]

_TICKED, _BOX, _POINT = "[x]", 4, ". "


def said(what: str, before: str, after: str) -> str:
    """A change in words: what it is, what was before and what is after; either may be empty."""
    if what in {"declared", "added"}:
        return f"{what} as {after}"
    if what == "removed":
        return what
    if what == "text":
        return "text changed"
    if what == "criterion-moved":
        return _moved(before, after)
    if before and after:
        if what == "criterion":
            return f"criterion {'ticked' if after.startswith(_TICKED) else 'cleared'}: {after[_BOX:]}"
        return f"{what}: {before} -> {after}"
    if what in {"criterion", "field", "reference"}:
        return f"{what} {'added' if after else 'removed'}: {after or before}"
    return f"{what}: {before or 'none'} -> {after or 'none'}"


def _moved(before: str, after: str) -> str:
    """A criterion with its number and text (`1. It works`), or several by numbers alone (`1 to 3`)."""
    number, point, text = before.partition(_POINT)
    if not point:
        return f"criteria {before} became {after}"
    return f"criterion {number} became {after.partition(_POINT)[0]}: {text}"
