"""The examples on a rule's page: small projects that must, and must not, give its finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.text import Code, Source, read_outline

if TYPE_CHECKING:
    from gov.rulebook.rule import Rule

__all__ = ["Example", "examples_of", "fenced_files"]

_HEADLINE = re.compile(r"(Fails at ([^\s:]+):([0-9]+):([0-9]+)|Passes):", re.MULTILINE)
_INFO = re.compile(
    r"(markdown|toml|text|bytes|xml|json|yaml|python) (\S+)"
    r"(?:( base)| (there)| at ([0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)
_BYTE = re.compile(rb"\\x([0-9A-F]{2})(?:\{([0-9]{1,7})\})?")


class Example(NamedTuple):
    """One small project: its files, those of its base, and where the finding must stand.

    `past` are the files that were committed on a day (`2026-01-31`), for rules that look at the history, and
    those of the branch that it is held against (`there`), which left at the base.
    """

    expectation: Literal["fails", "passes"]
    path: str
    line: int
    column: int
    files: dict[str, bytes]
    base: dict[str, bytes]
    past: dict[str, dict[str, bytes]]


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples on a rule's page, in order."""
    page = rule.documentation
    found = list(_HEADLINE.finditer(page))
    ends = [match.start() for match in found[1:]] + [len(page)]
    examples = []
    for match, end in zip(found, ends, strict=True):
        files = fenced_files(page[match.end() : end])
        current = {name: data for (name, when), data in files.items() if not when}
        base = {name: data for (name, when), data in files.items() if when == "base"}
        days = sorted({when for _, when in files} - {"", "base"})
        past = {day: {name: data for (name, when), data in files.items() if when == day} for day in days}
        if match.group(1) == "Passes":
            examples.append(Example("passes", "", 0, 0, current, base, past))
        else:
            line, column = int(match.group(3)), int(match.group(4))
            examples.append(Example("fails", match.group(2), line, column, current, base, past))
    return tuple(examples)


def fenced_files(text: str) -> dict[tuple[str, str], bytes]:
    r"""The files that fenced blocks hold, by name and by when: the day, `base`, `there`, or nothing for now.

    In a block of `bytes`, `\x0D` stands for that byte, and `\x41{1000}` for a thousand of it.
    """
    source = Source.read("page.md", text.encode("utf-8"))
    files = {}
    for block in read_outline(source).blocks:
        if isinstance(block, Code) and (info := _INFO.fullmatch(block.info.strip())):
            lines = source.data[block.start : block.end].splitlines(keepends=True)
            data = b"".join(lines[1:-1])
            when = "base" if info.group(3) else info.group(4) or info.group(5) or ""
            files[info.group(2), when] = _unescaped(data) if info.group(1) == "bytes" else data
    return files


def _unescaped(data: bytes) -> bytes:
    return _BYTE.sub(lambda match: bytes.fromhex(match.group(1).decode()) * int(match.group(2) or 1), data)
