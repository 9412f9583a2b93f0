"""What a client of one operation would run into, in the words of a finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.api_changes import ApiChanges
from gov.evidence.api_schemas import TooMuchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.evidence import Operation

__all__ = ["Breaks"]

_SUCCESS = re.compile(r"2[0-9Xx]{2}")
_MOST_TOLD = 6


class Breaks:
    """The operations of a base held against those of now; `is_cut` once there was too much to compare."""

    def __init__(self, before: tuple[Operation, ...], now: tuple[Operation, ...]) -> None:
        """Any of them leads to the whole description that it is from."""
        one, other = before[0].contract, now[0].contract
        self._changes = ApiChanges(one, other) if one and other else None
        self.is_cut = False

    def of(self, before: Operation, after: Operation) -> list[str]:
        """What breaks, as clauses, no more than anybody reads."""
        found = list(_told_by_itself(before, after))
        if self._changes and before.contract and after.contract and not self.is_cut:
            try:
                found.extend(self._changes.breaks(before.contract, after.contract))
            except TooMuchError:
                self.is_cut = True
        more = len(found) - _MOST_TOLD
        return [*found[:_MOST_TOLD], f"and {more} more"] if more > 0 else found


def _told_by_itself(before: Operation, after: Operation) -> Iterator[str]:
    """The codes of its answers, what has to be sent beside the fields of a body, and who may call it."""
    gone = sorted(_success(before.responses) - _success(after.responses))
    codes = _success(after.responses)
    # A range answers for each of its codes, and any code of it for the range.
    gone = [code for code in gone if "2xx" not in codes and not (code == "2xx" and codes)]
    if gone:
        yield f"it no longer answers {', '.join(gone)}"
    for required in sorted(after.required - before.required):
        where, _, name = required.partition(":")
        if where != "body" or not name:
            said = f"the {where} parameter {name!r}" if name else "a body"
            yield f"{said} is required, which the base does not ask for"
    if after.is_secured and not before.is_secured:
        yield "it asks who is calling, and was open in the base"


def _success(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code.lower() for code in codes if _SUCCESS.fullmatch(code))
