"""XML as a stream of elements with their lines, from bytes that nobody vouches for.

Entities are refused where they are declared: neither can one unfold into gigabytes, nor name a file. A
`DOCTYPE` that declares none is let through, since tools write one; what it names is never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol
from xml.parsers import expat

from gov.errors import GovError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["At", "Handler", "refused", "walk"]

_DEEPEST = 100
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_WAY_OUT = "Let the tool write it anew, or take it out of the configuration."


class At(NamedTuple):
    """Where an element begins: its line from 1, and its byte offset."""

    line: int
    offset: int


class Handler(Protocol):
    """What is told of each element, in the order of the file."""

    def start(self, name: str, attributes: Mapping[str, str], at: At) -> bool:
        """An element begins; its name stands without a namespace. Gives whether its text is wanted."""

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood in it where that was wanted."""


def refused(path: str, line: int, message: str, way_out: str = _WAY_OUT) -> GovError:
    """The error about a report: its place, what is wrong, and what to do."""
    place = f"{path}:{line}" if line else path
    return GovError(f"{place}: {message}", help=way_out)


def walk(data: bytes, path: str, handler: Handler) -> None:
    """Tell a handler of every element; raises `GovError` where the bytes are not the XML of a report."""
    if data.startswith(_UTF_16):
        raise refused(path, 1, "it is written in UTF-16", "Let the tool write it in UTF-8.")
    _Reader(path, handler).read(data)


class _Reader:
    """One run of the parser.

    Without a handler for external entities it opens nothing.
    """

    def __init__(self, path: str, handler: Handler) -> None:
        self._path, self._handler, self._depth = path, handler, 0
        self._text: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat's signature
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise refused(self._path, error.lineno, f"it is not XML: {reason}") from error
        except (LookupError, TypeError, ValueError) as error:
            message = "it names an encoding that cannot be read"
            raise refused(self._path, 1, message, "Let the tool write it in UTF-8.") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise refused(self._path, self._line, f"its elements lie deeper than {_DEEPEST} in each other")
        at = At(self._line, self._parser.CurrentByteIndex)
        is_wanted = self._handler.start(_local(name), attributes, at)
        self._text = []
        # Reports hold megabytes of what tests wrote, which need not even become text.
        self._parser.CharacterDataHandler = self._text.append if is_wanted else None

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._parser.CharacterDataHandler = None
        self._handler.end(_local(name), "".join(self._text))
        self._text = []

    def _entity(self, name: str, *_: object) -> None:
        message = f"it declares the entity {name!r}, and a report needs none"
        raise refused(self._path, self._line, message)

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber


def _local(name: str) -> str:
    return name.rpartition(":")[2]
