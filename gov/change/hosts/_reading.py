"""The event of a host as typed parts, each of which knows where in the event it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.change.hosts._names import address_in, branch_in, is_ref, is_revision, revision_in, whole
from gov.errors import GovError
from gov.evidence.json_text import read_json
from gov.evidence.nodes import UnreadableError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.evidence.nodes import Node

__all__ = ["EventError", "Part", "missing", "read_event", "shown"]

_BOM = b"\xef\xbb\xbf"
_UNCHANGED = "Give the event as its host wrote it: the file that GITHUB_EVENT_PATH names."
_LARGEST_NUMBER = (1 << 63) - 1
_LONGEST_SHOWN = 60
# A key that stands twice is named, however long it is.
_LONGEST_PROBLEM = 200


class EventError(GovError):
    """An event that no host wrote so; whoever knows the file adds it. `line` is 0 where a key is named."""

    def __init__(self, message: str, line: int = 0) -> None:
        """Keep the line apart, 0 where there is none."""
        super().__init__(message, help=_UNCHANGED)
        self.line = line


@dataclass(frozen=True, slots=True)
class Part:
    """An object in an event. `trail` leads to it: empty for the event itself, else with a dot at its end.

    What is absent or null is None, and so is an empty name: hosts write it where they know none. What is of
    another kind than it should be raises `EventError`.
    """

    members: Mapping[str, Node]
    trail: str = ""

    def has(self, name: str) -> bool:
        """Whether a member is there, be it null."""
        return name in self.members

    def part(self, name: str) -> Part | None:
        """An object within this one."""
        node = self.members.get(name)
        if node is None:
            return None
        if not isinstance(node, dict):
            raise self._other(name, node, "an object")
        return Part(node, f"{self.trail}{name}.")

    def needed(self, name: str) -> Part:
        """An object without which the event says nothing."""
        found = self.part(name)
        if found is None:
            raise missing(f"{self.trail}{name}")
        return found

    def parts(self, name: str) -> tuple[Part, ...]:
        """The objects in a list; none where it is absent or null."""
        node = self.members.get(name)
        if node is None:
            return ()
        if not isinstance(node, list):
            raise self._other(name, node, "a list")
        found = []
        for index, entry in enumerate(node):
            if not isinstance(entry, dict):
                raise self._other(f"{name}[{index}]", entry, "an object")
            found.append(Part(entry, f"{self.trail}{name}[{index}]."))
        return tuple(found)

    def text(self, name: str) -> str | None:
        """A text."""
        node = self.members.get(name)
        if node is None:
            return None
        if not isinstance(node, str):
            raise self._other(name, node, "a text")
        return whole(node)

    def flag(self, name: str) -> bool | None:
        """Yes or no."""
        node = self.members.get(name)
        if node is None or isinstance(node, bool):
            return node
        raise self._other(name, node, "true or false")

    def number(self, name: str) -> int | None:
        """A number that counts from 1."""
        node = self.members.get(name)
        if node is None:
            return None
        if isinstance(node, bool) or not isinstance(node, int):
            raise self._other(name, node, "a whole number")
        if not 1 <= node <= _LARGEST_NUMBER:
            raise self._refused(name, shown(str(node)), "a number that a host gives")
        return node

    def revision(self, name: str) -> str | None:
        """The full name of a commit; None for one of zeros, by which hosts say that there is none."""
        text = self.text(name)
        if not text:
            return None
        if not is_revision(text):
            raise self._refused(name, shown(text), "the full name of a commit")
        return revision_in(text)

    def ref(self, name: str) -> str | None:
        """A ref or the name of a branch, as it stands."""
        text = self.text(name)
        if text and not is_ref(text):
            raise self._refused(name, shown(text), "a name that git allows")
        return text or None

    def branch(self, name: str) -> str | None:
        """The name of a branch, None where a ref names something else."""
        ref = self.ref(name)
        return branch_in(ref) if ref else None

    def address(self, name: str) -> str:
        """An address for links; empty where there is none that can be shown without care."""
        return address_in(self.text(name) or "")

    def _other(self, name: str, node: Node, wanted: str) -> EventError:
        return EventError(f"{self.trail}{name} is {_kind(node)}, and should be {wanted}")

    def _refused(self, name: str, value: str, wanted: str) -> EventError:
        return EventError(f"{self.trail}{name} is {value}, which is not {wanted}")


def read_event(data: bytes) -> Part:
    """The whole event in the bytes of a file. Raises `EventError` where they are no JSON object."""
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    try:
        text = data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = skipped + error.start
        message = f"holds a byte that is not UTF-8, 0x{data[at]:02X}"
        raise EventError(message, data.count(b"\n", 0, at) + 1) from error
    try:
        root, _ = read_json(text, lambda _: False)
    except UnreadableError as error:
        raise EventError(
            printable(error.problem[:_LONGEST_PROBLEM]), text.count("\n", 0, error.index) + 1
        ) from error
    if not isinstance(root, dict):
        message = f"holds {_kind(root)}, and an event is an object"
        raise EventError(message)
    return Part(root)


def missing(trail: str) -> EventError:
    """The error about a key without which the event says nothing."""
    return EventError(f"{trail} is missing")


def shown(text: str) -> str:
    """A value for a message: in quotes, on one line, and not long."""
    short = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\u2026"
    return f"'{printable(short)}'"


def _kind(node: Node) -> str:
    if node is None:
        return "null"
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, str):
        return "a text"
    if isinstance(node, int | float):
        return "a number" if isinstance(node, int) else "a fraction"
    return "a list" if isinstance(node, list) else "an object"
