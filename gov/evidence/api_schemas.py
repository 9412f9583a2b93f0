"""What a schema of an OpenAPI description allows, with what it takes over by `allOf` and `$ref`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.evidence.nodes import items_of, members_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gov.evidence.nodes import Node
    from gov.evidence.openapi_schemas import Definitions

__all__ = ["LIMITS", "MOST_STEPS", "Allowance", "Budget", "Schemas", "TooMuchError"]

# Each bound, and whether a larger number allows more.
LIMITS: dict[str, bool] = {
    "maxLength": True, "maxItems": True, "maxProperties": True, "maximum": True,
    "minLength": False, "minItems": False, "minProperties": False, "minimum": False,
}  # fmt: skip
# Several times as much as the largest known API needs.
MOST_STEPS = 1_000_000
_NULL = "null"
_ANYTHING: frozenset[str] | None = None


class TooMuchError(Exception):
    """Two descriptions hold more than can be compared in a time that anybody would wait."""


class Budget:
    """How much may still be looked at: a small file can name one large part very often."""

    def __init__(self, most: int = MOST_STEPS) -> None:
        """Begin with what no honest description needs."""
        self._left = most

    def spend(self, count: int) -> None:
        """Look at so much more; raises `TooMuchError` where it is too much."""
        self._left -= count + 1
        if self._left < 0:
            raise TooMuchError


class Allowance(NamedTuple):
    """What values a schema allows. None is no limit.

    `ways` are its alternatives (`oneOf`, `anyOf`), the one that is null left out. `limits` are the keywords
    that bound sizes, by name. `is_known` is false where another file or nothing at all says what is allowed.
    """

    types: frozenset[str] | None
    values: frozenset[str] | None
    format: str
    properties: Mapping[str, Node]
    required: frozenset[str]
    entries: Node
    others: Node
    limits: Mapping[str, Node]
    ways: tuple[Node, ...]
    is_known: bool = True

    @property
    def is_choice(self) -> bool:
        """Whether it is one of its alternatives, and says nothing of its own of what they hold."""
        return bool(self.ways) and not self.properties

    @property
    def is_closed(self) -> bool:
        """Whether an object may have no other fields than those that are listed."""
        return self.others is False


_NOTHING_SAID = Allowance(_ANYTHING, None, "", {}, frozenset(), None, None, {}, (), is_known=False)


class Schemas:
    """The schemas of one description; each is looked at once."""

    def __init__(self, definitions: Definitions, budget: Budget) -> None:
        """Look things up in a description, as long as the budget lasts."""
        self.definitions = definitions
        self._budget = budget
        self._known: dict[int, Allowance] = {}

    def members(self, node: Node) -> dict[str, Node]:
        """What a value holds, or what it names by `$ref`."""
        return members_of(self.definitions.resolved(node))

    def allowance(self, node: Node) -> Allowance:
        """What a schema allows."""
        members = self.members(node)
        if not members or "$ref" in members:
            return _NOTHING_SAID
        known = self._known.get(id(members))
        if known is None:
            known = self._known[id(members)] = self._read(members)
        return known

    def identity(self, node: Node) -> int:
        """By what a schema is known again, however it is named; 0 where nothing is said."""
        members = self.members(node)
        return id(members) if members else 0

    def _parts(self, members: dict[str, Node]) -> list[dict[str, Node]]:
        """A schema and everything that it takes over by `allOf`, each once."""
        found: dict[int, dict[str, Node]] = {}
        pending = [members]
        while pending:
            part = pending.pop()
            if id(part) in found:
                continue
            found[id(part)] = part
            taken = items_of(part.get("allOf"))
            self._budget.spend(len(taken) + len(members_of(part.get("properties"))))
            pending.extend(self.members(one) for one in reversed(taken))
        return [part for part in found.values() if part]

    def _read(self, members: dict[str, Node]) -> Allowance:
        properties: dict[str, Node] = {}
        required: set[str] = set()
        limits: dict[str, Node] = {}
        ways: list[Node] = []
        types, values, form = _ANYTHING, None, ""
        entries: Node = None
        others: Node = None
        is_known, is_nullable = True, False
        for part in self._parts(members):
            types = _both(types, _types_of(part))
            values = _both(values, _values_of(part))
            form = form or text_of(part.get("format"))
            properties.update(members_of(part.get("properties")))
            required.update(name for name in items_of(part.get("required")) if isinstance(name, str))
            limits.update((name, part[name]) for name in LIMITS if name in part)
            entries = part.get("items", entries)
            others = part.get("additionalProperties", others)
            ways += (way for key in ("oneOf", "anyOf") for way in items_of(part.get(key)))
            is_known = is_known and "$ref" not in part
            is_nullable = is_nullable or part.get("nullable") is True
        self._budget.spend(len(ways) + len(values or ()))
        # The null of `anyOf: [..., {type: "null"}]` is a type like that of `type: [..., "null"]`.
        named = [way for way in ways if _types_of(self.members(way)) != frozenset((_NULL,))]
        if types is _ANYTHING and ways:
            types = _union(_types_of(self.members(way)) for way in ways)
        if values is None and ways:
            values = _union(_values_of(self.members(way)) for way in named)
        if types is not None and is_nullable:
            # Beside `allOf` the schemas that are taken over do not say it again.
            types |= {_NULL}
        return Allowance(
            types, values, form, properties, frozenset(required), entries, others, limits, tuple(named),
            is_known,
        )  # fmt: skip


def _types_of(part: Mapping[str, Node]) -> frozenset[str] | None:
    """The types that one schema names; OpenAPI 3.0 says `nullable` beside the only one."""
    written = part.get("type")
    names = (
        [written] if isinstance(written, str) else [one for one in items_of(written) if isinstance(one, str)]
    )
    if not names:
        return _ANYTHING
    return frozenset((*names, _NULL) if part.get("nullable") is True else names)


def _values_of(part: Mapping[str, Node]) -> frozenset[str] | None:
    """The values that one schema lists; YAML has them as they were written, so all are compared as text."""
    if "const" in part:
        return frozenset((_text(part["const"]),))
    if not isinstance(part.get("enum"), list):
        return None
    # Whether null may be sent is told by the types.
    return frozenset(_text(one) for one in items_of(part["enum"]) if one is not None)


def _text(value: Node) -> str:
    return "a list or object" if isinstance(value, dict | list) else str(value)


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _union(found: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """What several allow together; no limit where one of them has none, or where there is none of them."""
    every = list(found)
    limited = [one for one in every if one is not None]
    return frozenset[str]().union(*limited) if every and len(limited) == len(every) else None
