"""What the rules about tasks share: which items they are about, and how their fields are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.config import EFFORTS
from gov.config.defaults import DEFAULT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Criterion, Item
    from gov.project import Project

__all__ = ["EFFORT_NAMES", "TASK", "effort_of", "open_criteria", "worded_kinds"]

TASK = "task"
EFFORT_NAMES = "S, M, L or XL"

_SIZES = frozenset(EFFORTS.values())
_REMARK = re.compile(r"[(,;:=<>\u2248~\u2013\u2014]|\s-\s")
_MARKS = re.compile(r"\A[^\w\[<]+")
_NUMBER = re.compile(r"\s[0-9]")


def worded_kinds(project: Project) -> Iterator[str]:
    """Tasks, and the kinds that a team added: no other family looks at their fields."""
    for kind in project.by_kind:
        if kind == TASK or kind not in DEFAULT_KINDS:
            yield kind


def effort_of(value: str) -> str:
    """S, M, L or XL as a value means it, what follows the word left out; empty for none of them."""
    if value in _SIZES:
        return value
    lead = _REMARK.split(_MARKS.sub("", value), maxsplit=1)[0].strip(" \t.*_`)").casefold()
    return EFFORTS.get(_NUMBER.split(lead, maxsplit=1)[0].rstrip(), "")


def open_criteria(item: Item) -> list[Criterion]:
    """The criteria whose box is not ticked."""
    return [criterion for criterion in item.criteria if criterion.checked is False]
