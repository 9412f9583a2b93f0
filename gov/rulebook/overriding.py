"""Overrides of a change request as exceptions: they cover what they name, wherever it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook.anchoring import anchor
from gov.rulebook.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook.facts import Facts

__all__ = ["overriding"]


def overriding(facts: Facts) -> Iterator[Suppression]:
    """The overrides that hold, each as an exception; it stands where findings about the change stand."""
    if facts.change is None:
        return
    place = anchor(facts)
    for override in facts.change.valid_overrides:
        day, reason = override.last_day, f"override: {override.reason} (follow-up {override.follow_up})"
        yield Suppression(override.codes, "change", place, place, day, reason)
