"""The examples on a rule's page: small projects that must, and must not, give its finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.text import Code, Source, read_outline

if TYPE_CHECKING:
    from gov.rulebook.rule import Rule

__all__ = ["Example", "examples_of", "fenced_files"]

_HEADLINE = re.compile(r"(Fails at ([^\s:]+):([0-9]+):([0-9]+)|Passes):", re.MULTILINE)
_INFO = re.compile(r"(markdown|toml|text|bytes) (\S+)( base)?")
_BYTE = re.compile(rb"\\x([0-9A-F]{2})(?:\{([0-9]{1,7})\})?")


class Example(NamedTuple):
    """One small project: its files, those of its base, and where the finding must stand."""

    expectation: Literal["fails", "passes"]
    path: str
    line: int
    column: int
    files: dict[str, bytes]
    base: dict[str, bytes]


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples on a rule's page, in order."""
    page = rule.documentation
    found = list(_HEADLINE.finditer(page))
    ends = [match.start() for match in found[1:]] + [len(page)]
    examples = []
    for match, end in zip(found, ends, strict=True):
        files = fenced_files(page[match.end() : end])
        current = {name: data for (name, is_base), data in files.items() if not is_base}
        base = {name: data for (name, is_base), data in files.items() if is_base}
        if match.group(1) == "Passes":
            examples.append(Example("passes", "", 0, 0, current, base))
        else:
            examples.append(
                Example("fails", match.group(2), int(match.group(3)), int(match.group(4)), current, base)
            )
    return tuple(examples)


def fenced_files(text: str) -> dict[tuple[str, bool], bytes]:
    r"""The files that fenced blocks hold, by name and by whether they belong to the base.

    In a block of `bytes`, `\x0D` stands for that byte, and `\x41{1000}` for a thousand of it.
    """
    source = Source.read("page.md", text.encode("utf-8"))
    files = {}
    for block in read_outline(source).blocks:
        if isinstance(block, Code) and (info := _INFO.fullmatch(block.info.strip())):
            lines = source.data[block.start : block.end].splitlines(keepends=True)
            data = b"".join(lines[1:-1])
            files[info.group(2), bool(info.group(3))] = _unescaped(data) if info.group(1) == "bytes" else data
    return files


def _unescaped(data: bytes) -> bytes:
    return _BYTE.sub(lambda match: bytes.fromhex(match.group(1).decode()) * int(match.group(2) or 1), data)
