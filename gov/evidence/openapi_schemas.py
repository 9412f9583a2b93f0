"""What an OpenAPI description defines once and names elsewhere: `$ref` followed, in circles as well."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from gov.evidence.nodes import DEEPEST, items_of, members_of

if TYPE_CHECKING:
    from gov.evidence.nodes import Node

__all__ = ["Definitions"]

_NOTHING: frozenset[str] = frozenset()


class Definitions:
    """The definitions of one document."""

    def __init__(self, document: dict[str, Node]) -> None:
        """Look things up in a document; nothing is looked up before it is asked for."""
        self.document = document
        self._named: dict[str, Node] = {}
        self._required: dict[int, frozenset[str]] = {}

    def resolved(self, node: Node) -> Node:
        """What a value names by `$ref`, and so on to the end.

        None for a circle or for what is not there; what another file holds stays as it is.
        """
        seen: dict[str, None] = {}
        while isinstance(node, dict) and isinstance(name := node.get("$ref"), str) and name.startswith("#"):
            if name in self._named:
                node = self._named[name]
                break
            if name in seen:
                node = None
                break
            seen[name] = None
            node = self._at(name)
        self._named.update(dict.fromkeys(seen, node))
        return node

    def path_item(self, node: Node) -> dict[str, Node]:
        """The members of a path, with those of the one it names."""
        return {**members_of(self.resolved(node)), **members_of(node)}

    def required(self, schema: Node, depth: int = 0) -> frozenset[str]:
        """The fields that whatever a schema allows must have when it is sent.

        Of alternatives only what all of them ask for; fields that only answers have are left out.
        """
        members = members_of(self.resolved(schema))
        known = self._required.get(id(members))
        if known is not None or not members or depth > DEEPEST:
            return known or _NOTHING
        # A schema that holds itself asks for nothing more by that.
        self._required[id(members)] = _NOTHING
        properties = members_of(members.get("properties"))
        found = {
            name
            for name in items_of(members.get("required"))
            if isinstance(name, str) and not self._is_read_only(properties.get(name))
        }
        for part in items_of(members.get("allOf")):
            found |= self.required(part, depth + 1)
        for key in ("oneOf", "anyOf"):
            ways = [self.required(way, depth + 1) for way in items_of(members.get(key))]
            if ways:
                found |= frozenset.intersection(*ways)
        self._required[id(members)] = frozenset(found)
        return self._required[id(members)]

    def _is_read_only(self, schema: Node) -> bool:
        return members_of(self.resolved(schema)).get("readOnly") is True

    def _at(self, pointer: str) -> Node:
        """What stands at a JSON pointer of the document."""
        node: Node = self.document
        for written in unquote(pointer[1:]).split("/")[1:]:
            step = written.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict):
                node = node.get(step)
            elif isinstance(node, list) and step.isascii() and step.isdigit() and len(step) < 8:  # noqa: PLR2004 - no list is longer
                node = node[int(step)] if int(step) < len(node) else None
            else:
                return None
        return node
