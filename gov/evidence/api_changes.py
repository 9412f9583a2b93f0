"""Two descriptions of an API compared: what a client could do by the first, and cannot by the second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.api_schemas import MOST_STEPS, Budget, Schemas
from gov.evidence.nodes import items_of, members_of, text_of
from gov.evidence.schema_changes import SchemaChanges, Where, listed, shown
from gov.evidence.structure import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gov.evidence.model import Contract
    from gov.evidence.nodes import Node
    from gov.evidence.schema_changes import Direction

__all__ = ["ApiChanges"]

_BLANK = re.compile(r"\{([^{}/]{0,100})\}")
# How a parameter is written where nothing says so.
_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}

Parameters = dict[tuple[str, str], dict[str, "Node"]]


class ApiChanges:
    """The operations of two descriptions held against each other, by what they take and what they answer."""

    def __init__(self, before: Contract, after: Contract, most: int = MOST_STEPS) -> None:
        """Any operation of each description leads to all that it defines; `most` is how much is looked at."""
        self._budget = Budget(most)
        self._before = Schemas(before.definitions, self._budget)
        self._after = Schemas(after.definitions, self._budget)
        self._schemas = SchemaChanges(self._before, self._after, self._budget)

    def breaks(self, before: Contract, after: Contract) -> Iterator[str]:
        """What a client of one operation would run into, as clauses.

        What it has to send beside, whether it must say who it is, and with which codes it is answered is told
        by `Operation` itself. Raises `TooMuchError` where too much is named too often.
        """
        yield from self._parameters(before, after)
        old, new = self._before.members(before.body), self._after.members(after.body)
        if old and new:
            yield from self._content(old, new, "the body", "sent")
        yield from self._answers(before, after)

    def _parameters(self, before: Contract, after: Contract) -> Iterator[str]:
        old, new = (
            _parameters_of(before, self._before, self._budget),
            _parameters_of(after, self._after, self._budget),
        )
        for key in sorted(old.keys() & new.keys()):
            one, other = old[key], new[key]
            if "$ref" in one or "$ref" in other:
                continue
            place, _ = key
            where = f"the {place} parameter {shown(text_of(other.get('name')))}"
            styles = [text_of(each.get("style")) or _STYLES.get(place, "") for each in (one, other)]
            if styles[0] != styles[1]:
                yield f"{where} is written in the style {shown(styles[1])}, and was in {shown(styles[0])}"
            yield from self._schemas.breaks(one.get("schema"), other.get("schema"), Where(where), "sent")
            if "content" in one and "content" in other:
                yield from self._content(one, other, where, "sent")

    def _answers(self, before: Contract, after: Contract) -> Iterator[str]:
        codes = {code.lower(): node for code, node in members_of(after.answers).items()}
        for code, node in sorted(members_of(before.answers).items()):
            self._budget.spend(1)
            if code.startswith("x-"):
                continue
            found = codes.get(code.lower(), codes.get(f"{code[:1]}xx"))
            if found is None:
                continue
            old, new = self._before.members(node), self._after.members(found)
            if not (old and new) or "$ref" in old or "$ref" in new:
                continue
            where = f"the answer {clean(code)[:20]}"
            yield from self._content(old, new, where, "got")
            kept = {name.lower() for name in members_of(new.get("headers"))}
            lost = [
                name
                for name, header in members_of(old.get("headers")).items()
                if name.lower() not in kept and self._before.members(header).get("required") is True
            ]
            if lost:
                yield f"{where} no longer has the header {listed(sorted(lost))}"

    def _content(
        self, old: Mapping[str, Node], new: Mapping[str, Node], where: str, direction: Direction
    ) -> Iterator[str]:
        """A body before and after, by what it may be written as."""
        before, after = _media(old.get("content")), _media(new.get("content"))
        self._budget.spend(len(before) + len(after))
        gone = [name for name in before if _matching(name, after) is None]
        if gone:
            verb = "is no longer taken as" if direction == "sent" else "is no longer written as"
            yield f"{where} {verb} {listed(sorted(gone))}"
        for name, one in before.items():
            other = _matching(name, after)
            if other is not None:
                yield from self._schemas.breaks(
                    members_of(one).get("schema"), members_of(other).get("schema"), Where(where), direction
                )


def _media(content: Node) -> dict[str, Node]:
    """What a body may be written as, without parameters such as `charset`."""
    return {name.partition(";")[0].strip().lower(): one for name, one in members_of(content).items()}


def _matching(name: str, others: Mapping[str, Node]) -> Node:
    """What stands for a type on the other side: itself, or a range that holds it."""
    kind = name.partition("/")[0]
    return next((others[each] or {} for each in (name, f"{kind}/*", "*/*") if each in others), None)


def _parameters_of(contract: Contract, schemas: Schemas, budget: Budget) -> Parameters:
    """The parameters of an operation and of its path, by place and name.

    Those in the path are told by their position: what they are called does not matter.
    """
    positions = {name: str(number) for number, name in enumerate(_BLANK.findall(contract.path))}
    found: Parameters = {}
    for node in (contract.path_parameters, contract.parameters):
        entries = items_of(node)
        budget.spend(len(entries))
        for entry in entries:
            members = schemas.members(entry)
            place, name = text_of(members.get("in")), text_of(members.get("name"))
            if place == "path":
                found[place, positions.get(name, name)] = members
            elif place and name:
                found[place, name.lower() if place == "header" else name] = members
    return found
