"""A change request as the object of JSON that programs get: `gov schema check` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook.serving import served

if TYPE_CHECKING:
    from gov.change import Exemption, Override
    from gov.items import Item
    from gov.rulebook import Case
    from gov.rulebook.serving import Served

__all__ = ["change_record"]


def change_record(case: Case | None) -> dict[str, object] | None:
    """What is known of the change that was judged; None where none was."""
    change = case.facts.change if case is not None else None
    if case is None or change is None:
        return None
    request = change.request
    return {
        "host": request.host,
        "number": request.number,
        "base": request.base,
        "head": request.head,
        "serves": [_served(entry) for entry in served(case.facts)],
        "unknown": case.facts.lacks("claims") or None,
        "exemption": _exemption(change.exemption),
        "overrides": [_override(override, flaws) for override, flaws in change.overrides],
        "notes": list(change.notes),
        "conflicts": list(change.conflicts),
        "is_merged": change.is_merged,
    }


def _served(entry: Served) -> dict[str, object]:
    return {
        "id": entry.item.id,
        "is_new": entry.is_new,
        "status_before": _status(entry.before),
        "status_after": _status(entry.item),
    }


def _status(item: Item | None) -> str | None:
    return item.status.name if item is not None and item.status is not None else None


def _exemption(exemption: Exemption | None) -> dict[str, object] | None:
    if exemption is None:
        return None
    return {"reason": exemption.reason, "why": exemption.why, "who": exemption.who or None}


def _override(override: Override, flaws: tuple[str, ...]) -> dict[str, object]:
    return {
        "codes": list(override.codes),
        "reason": override.reason or None,
        "until": override.until or None,
        "follow_up": override.follow_up or None,
        "flaws": list(flaws),
    }
