"""What the rules about operations share: how one is called, and where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.text import Place

if TYPE_CHECKING:
    from gov.evidence import Operation

__all__ = ["about", "key", "name", "place"]

_BLANK = re.compile(r"\{[^{}/]{0,100}\}")


def name(operation: Operation) -> str:
    """What people call it: `GET /events/{id}`."""
    return f"{operation.method.upper()} {operation.path}"


def key(operation: Operation) -> tuple[str, str]:
    """By what two descriptions tell it apart: what a parameter in the path is called does not matter."""
    return operation.method, _BLANK.sub("{}", operation.path)


def place(operation: Operation) -> Place:
    """Where its method stands."""
    return Place(operation.report, operation.start, operation.end)


def about(operation: Operation) -> tuple[str, ...]:
    """What a finding about it concerns."""
    return (f"operation:{name(operation)}",)
