"""YAML between two `---` lines at the very start of a file, read as strings only.

PyYAML's `BaseLoader` gives no octal numbers, booleans or dates. Aliases and duplicate keys are refused: the
first can grow without bound, the second hide what a reader sees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import yaml

__all__ = ["FrontMatter", "FrontMatterEntry", "cut_front_matter"]

_FENCES = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?:(.*?)(?:\r\n|\r|\n))??(?:---|\.\.\.)[ \t]*(?:(?:\r\n|\r|\n)|\Z)", re.DOTALL
)
_LONGEST = 32_768
_DEEPEST = 20
_BRACKET = re.compile(r"[\[\]{}]")
# A table has a colon in its braces, an address a colon or an @ between its angles: those are no placeholders.
_PLACEHOLDER = re.compile(r"\{ {0,4}[^{}\s:][^{}\n:]{0,400}\}|<[A-Za-z][^<>\n@:]{0,400}>")


class FrontMatterEntry(NamedTuple):
    """One key.

    `start` and `end` are code-point indexes of its value in the front matter's text, fences included.
    """

    key: str
    values: tuple[str, ...]
    key_start: int
    start: int
    end: int
    is_placeholder: bool = False


class FrontMatter(NamedTuple):
    """What stood between the fences; `problem` says why it could not be read, `problem_index` where."""

    length: int
    byte_length: int
    entries: tuple[FrontMatterEntry, ...]
    problem: str = ""
    problem_index: int = 0

    def get(self, key: str) -> FrontMatterEntry | None:
        """The entry of a key, upper and lower case alike."""
        wanted = key.casefold()
        return next((entry for entry in self.entries if entry.key.casefold() == wanted), None)


def cut_front_matter(text: str) -> FrontMatter | None:
    """Read front matter at the start of a text, or give None where there is none."""
    if not text.startswith("---"):
        return None
    match = _FENCES.match(text)
    if match is None:
        return None
    length = match.end()
    size = len(text[:length].encode("utf-8", "surrogatepass"))
    inner = match.group(1)
    if inner is None:
        return FrontMatter(length, size, ())
    if len(inner) > _LONGEST:
        return FrontMatter(length, size, (), f"is longer than {_LONGEST} characters", 0)
    deep = _deepest(inner)
    if deep is not None:
        return FrontMatter(length, size, (), "is nested too deeply", match.start(1) + deep)
    return _read(inner, match.start(1), length, size)


def _deepest(inner: str) -> int | None:
    """Where brackets stand deeper than anybody writes them, which PyYAML reads in the square of the time."""
    depth = 0
    for bracket in _BRACKET.finditer(inner):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > _DEEPEST:
            return bracket.start()
    return None


def _read(inner: str, offset: int, length: int, size: int) -> FrontMatter:  # noqa: C901 - one test a fault
    import yaml  # noqa: PLC0415 - 20 ms that a project without front matter need not pay

    def failed(problem: str, index: int) -> FrontMatter:
        return FrontMatter(length, size, (), problem, offset + index)

    try:
        for event in yaml.parse(inner, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                return failed("uses a YAML alias; write the value out", mark.index if mark else 0)
        root = yaml.compose(inner, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return failed(error.problem or "is not YAML", mark.index if mark else 0)
    except (yaml.YAMLError, RecursionError) as error:
        return failed(_first_line(error) or "is nested too deeply", getattr(error, "position", 0))
    if root is None:
        return FrontMatter(length, size, ())
    if not isinstance(root, yaml.MappingNode):
        return failed("is not a mapping of keys to values", 0)
    entries: list[FrontMatterEntry] = []
    seen: set[str] = set()
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not name:
            return failed("has a key that is not plain text", key.start_mark.index)
        if name.casefold() in seen:
            return failed(f"has the key {name!r} twice", key.start_mark.index)
        seen.add(name.casefold())
        entries.append(_entry(name, key, value, inner, offset))
    return FrontMatter(length, size, tuple(entries))


def _entry(name: str, key: yaml.Node, value: yaml.Node, inner: str, offset: int) -> FrontMatterEntry:
    import yaml  # noqa: PLC0415 - as above

    start, end = value.start_mark.index, value.end_mark.index
    raw = inner[start:end].rstrip()
    values: tuple[str, ...]
    if isinstance(value, yaml.ScalarNode):
        values = (value.value,)
    elif isinstance(value, yaml.SequenceNode):
        values = tuple(n.value if isinstance(n, yaml.ScalarNode) else "" for n in value.value)
    else:
        values = (raw,)
    placeholder = _PLACEHOLDER.fullmatch(raw.strip("\"'")) is not None
    return FrontMatterEntry(
        name, values, offset + key.start_mark.index, offset + start, offset + start + len(raw), placeholder
    )


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
