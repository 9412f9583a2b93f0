"""JSON and YAML files of any origin as plain values, and where in the file some of them stand.

Reading cannot run anything, is bounded in size and depth, and refuses keys that stand twice: one of them
would hide the other from its reader.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from gov.errors import GovError
from gov.evidence.json_text import read_json
from gov.evidence.nodes import Node, Trail, UnreadableError
from gov.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Structure", "broken", "clean", "read_structure", "source_of"]

_LONGEST = 16 << 20
_BOM = b"\xef\xbb\xbf"


class Structure(NamedTuple):
    """A file's contents.

    `places` are byte offsets: of a key in a mapping for what stands under it, of a value in a list. Only what
    was asked for has one.
    """

    root: Node
    places: Mapping[Trail, tuple[int, int]]


def read_structure(
    data: bytes, path: str, wanted: Callable[[Trail], bool], *, what: str, takes_yaml: bool = False
) -> Structure:
    """Read a file; the members of each value whose trail is `wanted` get a place.

    Raises `GovError` for what is too large or neither JSON nor, where that may be, YAML; `what` is what the
    file should have been.
    """
    if len(data) >= _LONGEST:
        raise broken(
            path, 0, f"is 16 MiB or more, too large for {what}", "Name a smaller file, or a part of it."
        )
    skipped = len(_BOM) if data.startswith(_BOM) else 0
    try:
        text = data[skipped:].decode("utf-8")
    except UnicodeDecodeError as error:
        line = source_of(path, data).position(skipped + error.start).line
        way_out = f"Write {what} as UTF-8."
        raise broken(path, line, f"holds a byte that is not UTF-8, 0x{data[skipped + error.start]:02X}",
                     way_out) from error  # fmt: skip
    try:
        root, places = _read(text, path, wanted, takes_yaml=takes_yaml)
    except UnreadableError as error:
        offset = skipped + len(text[: error.index].encode())
        line = source_of(path, data).position(offset).line
        form = "JSON or YAML" if takes_yaml else "JSON"
        way_out = f"{what[:1].upper()}{what[1:]} is read as {form}: correct the file, or write it anew."
        raise broken(path, line, error.problem, way_out) from error
    return Structure(root, _in_bytes(places, text, skipped))


def source_of(path: str, data: bytes) -> Source:
    """The lines and columns of a file that is no document: nothing of it is parsed."""
    return Source(path, data, "", 0, None)


def broken(path: str, line: int, problem: str, way_out: str) -> GovError:
    """What stops the run: the file, the line where there is one, and what to do."""
    place = f"{path}:{line}" if line else path
    return GovError(f"{place}: {problem}", help=way_out)


def clean(text: str) -> str:
    """Text on one line that can be written anywhere; half a character, which only escapes make, is `?`."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _read(
    text: str, path: str, wanted: Callable[[Trail], bool], *, takes_yaml: bool
) -> tuple[Node, dict[Trail, tuple[int, int]]]:
    if not takes_yaml or path.lower().endswith(".json"):
        return read_json(text, wanted)
    from gov.evidence.yaml_text import read_yaml  # noqa: PLC0415 - PyYAML only where a file may be YAML

    if text.lstrip().startswith("{"):
        try:
            return read_json(text, wanted)
        except UnreadableError:
            pass
    return read_yaml(text, wanted)


def _in_bytes(
    places: Mapping[Trail, tuple[int, int]], text: str, skipped: int
) -> Mapping[Trail, tuple[int, int]]:
    """Places in characters as places in bytes, in one pass over the text."""
    if text.isascii() and not skipped:
        return places
    indexes = sorted({index for place in places.values() for index in place})
    offsets = dict(zip(indexes, _offsets(indexes, text, skipped), strict=True))
    return {trail: (offsets[start], offsets[end]) for trail, (start, end) in places.items()}


def _offsets(indexes: list[int], text: str, skipped: int) -> Iterable[int]:
    widths = (len(text[a:b].encode()) for a, b in pairwise((0, *indexes)))
    return [skipped + offset for offset in accumulate(widths)]
