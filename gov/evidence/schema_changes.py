"""Two schemas compared: what was allowed before and is not now, or is now and was not.

What a client sends must still be allowed, so there less is a break; what it gets must still be what it was
told, so there more is one. Values that no description tells of break nobody's promise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.evidence.api_schemas import LIMITS
from gov.evidence.nodes import Node, members_of, text_of
from gov.evidence.structure import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.evidence.api_schemas import Allowance, Budget, Schemas

__all__ = ["Direction", "SchemaChanges", "Where", "listed", "shown"]

Direction = Literal["sent", "got"]

_SHOWN = 60
_MOST_LISTED = 5
_MOST_STEPS_SHOWN = 8
_NULL = "null"
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
# Each is a part of what stands behind it.
_NARROWER = {("int32", "int64"), ("float", "double")}


class Where(NamedTuple):
    """A place in a body or parameter: what it is called at its top, then field in field."""

    name: str
    above: Where | None = None
    field: str = ""

    def __str__(self) -> str:
        """Say it as people do: the field 'a.b' of the answer 200."""
        steps: list[str] = []
        top = self
        while top.above is not None:
            if len(steps) < _MOST_STEPS_SHOWN:
                steps.append(top.field)
            elif len(steps) == _MOST_STEPS_SHOWN:
                steps.append("...")
            top = top.above
        if not steps:
            return top.name
        path = "".join(reversed(steps))
        path = path if path.startswith("...") else path.removeprefix(".")
        return f"an entry of {top.name}" if path == "[]" else f"{shown(path)} of {top.name}"

    def below(self, field: str) -> Where:
        """A field of it."""
        return Where(self.name, self, f".{field}")

    def entry(self) -> Where:
        """What stands in it, where it is a list."""
        return Where(self.name, self, "[]")


class _Pair(NamedTuple):
    before: Node
    after: Node
    where: Where


class SchemaChanges:
    """Schemas of two descriptions held against each other, each pair once for each direction.

    What several operations share is told with the first of them: it is one break.
    """

    def __init__(self, before: Schemas, after: Schemas, budget: Budget) -> None:
        """Compare as long as the budget lasts."""
        self._before, self._after, self._budget = before, after, budget
        self._seen: set[tuple[int, int, Direction]] = set()
        self._told: set[tuple[int, int, str]] = set()

    def breaks(self, before: Node, after: Node, where: Where, direction: Direction) -> Iterator[str]:
        """What a client would run into, as clauses."""
        pending = [_Pair(before, after, where)]
        while pending:
            pair = pending.pop()
            key = (self._before.identity(pair.before), self._after.identity(pair.after))
            if (*key, direction) in self._seen:
                continue
            self._seen.add((*key, direction))
            old, new = self._before.allowance(pair.before), self._after.allowance(pair.after)
            self._budget.spend(len(old.properties) + len(new.properties) + len(old.ways) + len(new.ways))
            if not (old.is_known and new.is_known):
                continue
            old, new = _beside(old, new, pair.before), _beside(new, old, pair.after)
            for change in self._of_pair(old, new, direction):
                # What is another value both ways is one change.
                if (*key, change) not in self._told:
                    self._told.add((*key, change))
                    yield f"{pair.where} {change}"
            pending += reversed(list(self._below(old, new, pair, direction)))

    def _of_pair(self, old: Allowance, new: Allowance, direction: Direction) -> Iterator[str]:
        other = list(_types(old, new, direction))
        yield from other
        if other:
            # Of another type everything else is other as well.
            return
        yield from _values(old, new, direction)
        if old.format and new.format and old.format != new.format:
            way = (old.format, new.format) if direction == "sent" else (new.format, old.format)
            if way not in _NARROWER:
                yield f"has the format {shown(new.format)}, and had {shown(old.format)}"
        if direction == "sent":
            yield from _limits(old, new)
            yield from self._asked(old, new)
        else:
            yield from self._given(old, new)
        yield from self._ways(old, new, direction)

    def _asked(self, old: Allowance, new: Allowance) -> Iterator[str]:
        """Fields that have to be sent and had not, and fields that may not be sent any more."""
        if old.is_choice:
            # What all its alternatives ask for already is told with each of them.
            return
        asked = [
            name
            for name in sorted(new.required - old.required)
            if not _is(self._after, new.properties.get(name), "readOnly")
        ]
        if asked:
            yield f"has to hold {listed(asked)}, which the base does not ask for"
        if new.is_closed and old.properties:
            refused = sorted(old.properties.keys() - new.properties.keys())
            if refused:
                yield f"may no longer hold {listed(refused)}"

    def _given(self, old: Allowance, new: Allowance) -> Iterator[str]:
        """Fields that are no longer there, or not always."""
        if not new.is_choice:
            gone = [
                name
                for name in sorted(old.properties.keys() - new.properties.keys())
                if not _is(self._before, old.properties[name], "writeOnly")
            ]
            if gone:
                yield f"no longer holds {listed(gone)}"
        loose = sorted((old.required & new.properties.keys() & old.properties.keys()) - new.required)
        loose = [name for name in loose if not _is(self._before, old.properties[name], "writeOnly")]
        if loose:
            yield f"may now lack {listed(loose)}"

    def _ways(self, old: Allowance, new: Allowance, direction: Direction) -> Iterator[str]:
        """Alternatives that nobody takes any more, or that nobody was told of."""
        if not (old.ways and new.ways):
            return
        _, only_old, only_new = self._matched(old, new)
        surplus = only_old[len(only_new) :] if direction == "sent" else only_new[len(only_old) :]
        if surplus:
            names = listed(map(_name_of, surplus))
            verb = "no longer allows" if direction == "sent" else "may now be"
            yield f"{verb} the alternative {names}"

    def _matched(
        self, old: Allowance, new: Allowance
    ) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
        """Alternatives that belong together, by name or else by their form, and those left on each side."""
        pairs: list[tuple[Node, Node]] = []
        left, right = list(old.ways), list(new.ways)
        for told in (lambda way, _: _reference(way), lambda way, schemas: _form(schemas.allowance(way))):
            known: dict[object, list[Node]] = {}
            for way in right:
                known.setdefault(told(way, self._after), []).append(way)
            rest = []
            for way in left:
                same = known.get(told(way, self._before)) if told(way, self._before) else None
                if same:
                    pairs.append((way, same.pop(0)))
                else:
                    rest.append(way)
            taken = {id(way) for _, way in pairs}
            left, right = rest, [way for way in right if id(way) not in taken]
        return pairs, left, right

    def _below(self, old: Allowance, new: Allowance, pair: _Pair, direction: Direction) -> Iterator[_Pair]:
        """The schemas that are held against each other next."""
        hidden = "readOnly" if direction == "sent" else "writeOnly"
        for name, before in old.properties.items():
            if name in new.properties and not _is(self._before, before, hidden):
                yield _Pair(before, new.properties[name], pair.where.below(name))
        if isinstance(old.entries, dict) and isinstance(new.entries, dict):
            yield _Pair(old.entries, new.entries, pair.where.entry())
        if isinstance(old.others, dict) and isinstance(new.others, dict):
            yield _Pair(old.others, new.others, pair.where.below("*"))
        pairs, left, right = self._matched(old, new) if old.ways and new.ways else ([], [], [])
        for before, after in (*pairs, *zip(left, right, strict=False)):
            yield _Pair(before, after, pair.where)


def _beside(allowed: Allowance, other: Allowance, node: Node) -> Allowance:
    """A schema without alternatives beside a choice is its only alternative."""
    return allowed._replace(ways=(node,)) if other.is_choice and not allowed.ways else allowed


def _types(old: Allowance, new: Allowance, direction: Direction) -> Iterator[str]:
    """Other types; that one is said where none was is news for nobody."""
    if old.types is None or (new.types is None and direction == "sent"):
        return
    if new.types is None:
        if not new.ways and not new.properties and new.values is None:
            yield f"no longer says that it is {_one_of(old.types)}"
        return
    inner, outer = (old.types, new.types) if direction == "sent" else (new.types, old.types)
    beyond = {one for one in inner - outer if not (one == "integer" and "number" in outer)}
    if beyond == {_NULL}:
        yield "may no longer be null" if direction == "sent" else "may now be null"
    elif beyond:
        yield f"is {_one_of(new.types)}, and was {_one_of(old.types)}"


def _values(old: Allowance, new: Allowance, direction: Direction) -> Iterator[str]:
    """Values that are no longer taken, or that were never announced."""
    if direction == "sent" and new.values is not None:
        if old.values is None:
            if old.types != frozenset(("boolean",)):
                yield f"has to be {listed(sorted(new.values), 'or')}, and could be anything"
        elif gone := sorted(old.values - new.values):
            yield f"no longer takes {listed(gone)}"
    elif direction == "got" and old.values is not None:
        if new.values is None:
            yield f"may now be anything, and was {listed(sorted(old.values), 'or')}"
        elif fresh := sorted(new.values - old.values):
            yield f"may now be {listed(fresh, 'or')}"


def _limits(old: Allowance, new: Allowance) -> Iterator[str]:
    """Bounds of what is sent that are narrower now."""
    for name, is_upper in LIMITS.items():
        before, after = _number(old.limits.get(name)), _number(new.limits.get(name))
        if after is None or before == after:
            continue
        floor = 0 if name.startswith("min") and name != "minimum" else None
        before = floor if before is None else before
        if before is None or (after < before if is_upper else after > before):
            had = "had none" if name not in old.limits else f"had {_plain(before)}"
            yield f"has the {name} {_plain(after)}, and {had}"


def _number(node: Node) -> float | None:
    if isinstance(node, bool) or not isinstance(node, int | float | str):
        return None
    return float(node) if _NUMBER.fullmatch(str(node)) else None


def _plain(number: float | None) -> str:
    return "none" if number is None else f"{number:.15g}"


def _is(schemas: Schemas, node: Node, word: str) -> bool:
    return schemas.members(node).get(word) is True


def _reference(way: Node) -> str:
    return text_of(members_of(way).get("$ref"))


def _form(allowed: Allowance) -> tuple[object, ...]:
    return (
        allowed.types, allowed.values, allowed.format, frozenset(allowed.properties), len(allowed.ways),
        isinstance(allowed.entries, dict),
    )  # fmt: skip


def _name_of(way: Node) -> str:
    members = members_of(way)
    name = _reference(way).rpartition("/")[2] or text_of(members.get("title")) or text_of(members.get("type"))
    return name or "without a name"


def _one_of(types: Iterable[str]) -> str:
    return " or ".join(clean(one)[:_SHOWN] for one in sorted(types)) or "nothing"


def listed(names: Iterable[str], word: str = "and") -> str:
    """Some names in quotes, as many as anybody reads."""
    every = [shown(name) for name in names]
    if len(every) > _MOST_LISTED:
        return f"{', '.join(every[:_MOST_LISTED])} {word} {len(every) - _MOST_LISTED} more"
    return f" {word} ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else "nothing"


def shown(text: str) -> str:
    """A name that anybody may have written, in quotes and not for ever."""
    plain = clean(text)
    return repr(plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "...")
