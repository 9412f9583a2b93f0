"""YAML with places, built from the parser's events: nothing is constructed that a document could choose.

An alias gives the value it names, not a copy, so that no text grows when it is read. A plain `true`, `false`
or `null` is what it says; everything else stays the text that was written, `200` and `3.1` as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from gov.evidence.nodes import DEEPEST, Node, Trail, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_yaml"]

_MOST_VALUES = 500_000
_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


def read_yaml(text: str, wanted: Callable[[Trail], bool]) -> tuple[Node, dict[Trail, tuple[int, int]]]:
    """Read a text; gives the value, and the places of the members of each value whose trail is wanted.

    Raises `UnreadableError` where it is no YAML, holds several documents, too much or too deep a nesting, or
    has a key twice.
    """
    loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    builder = _Builder(wanted)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"is not YAML: {error.problem or error.context or 'it cannot be read'}"
        raise UnreadableError(problem, mark.index if mark else 0) from error
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        raise UnreadableError(
            "is not YAML: it holds a character that may not stand there", position
        ) from error
    except RecursionError as error:
        raise UnreadableError("is nested too deeply", 0) from error
    return builder.root, builder.places


class _Frame:
    """A mapping or list that is still open; `trail` is None where nobody asked for its places."""

    __slots__ = ("container", "key", "merged", "trail")

    def __init__(self, container: dict[str, Node] | list[Node], trail: Trail | None) -> None:
        self.container = container
        self.trail = trail
        self.key: str | None = None
        self.merged: list[Node] = []


class _Builder:
    """Values from events, with a stack instead of recursion."""

    def __init__(self, wanted: Callable[[Trail], bool]) -> None:
        self.root: Node = None
        self.places: dict[Trail, tuple[int, int]] = {}
        self._wanted = wanted
        self._frames: list[_Frame] = []
        self._anchors: dict[str, Node] = {}
        self._left = _MOST_VALUES
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Go on by one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close(event)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise UnreadableError(f"names the anchor {event.anchor!r}, which is not there", _start(event))
            if self._is_at_key():
                raise UnreadableError("has a key that is not plain text", _start(event))
            self._put(self._anchors[event.anchor], event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise UnreadableError("holds a second YAML document", _start(event))

    def _is_at_key(self) -> bool:
        return (
            bool(self._frames)
            and self._frames[-1].key is None
            and isinstance(self._frames[-1].container, dict)
        )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if not self._is_at_key():
            plain = event.implicit[0] and event.value in _WORDS
            self._put(_WORDS[event.value] if plain else event.value, event)
            if event.anchor:
                self._anchors[event.anchor] = event.value
            return
        frame = self._frames[-1]
        name = event.value
        if name in frame.container or (name == "<<" and frame.merged):
            raise UnreadableError(f"has the key {name!r} twice", _start(event))
        frame.key = name
        if frame.trail is not None:
            self.places[*frame.trail, name] = (_start(event), _end(event))

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if self._is_at_key():
            raise UnreadableError("has a key that is not plain text", _start(event))
        if len(self._frames) >= DEEPEST:
            raise UnreadableError("is nested too deeply", _start(event))
        trail: Trail | None = ()
        if self._frames:
            above = self._frames[-1]
            step = above.key if isinstance(above.container, dict) else len(above.container)
            trail = (*above.trail, step) if above.trail is not None and step is not None else None
        container: dict[str, Node] | list[Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(container, event)
        if event.anchor:
            self._anchors[event.anchor] = container
        self._frames.append(_Frame(container, trail if trail is not None and self._wanted(trail) else None))

    def _close(self, event: yaml.Event) -> None:
        frame = self._frames.pop()
        if not isinstance(frame.container, dict):
            return
        for merged in frame.merged:
            for source in merged if isinstance(merged, list) else (merged,):
                if isinstance(source, dict):
                    self._spend(len(source), event)
                    for name, value in source.items():
                        frame.container.setdefault(name, value)

    def _put(self, value: Node, event: yaml.Event) -> None:
        self._spend(1, event)
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.container, list):
            if frame.trail is not None:
                self.places[*frame.trail, len(frame.container)] = (_start(event), _end(event))
            frame.container.append(value)
        elif frame.key is not None:
            if frame.key == "<<":
                frame.merged.append(value)
            else:
                frame.container[frame.key] = value
            frame.key = None

    def _spend(self, count: int, event: yaml.Event) -> None:
        self._left -= count
        if self._left < 0:
            raise UnreadableError(f"holds more than {_MOST_VALUES:,} values; write it as JSON", _start(event))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0
