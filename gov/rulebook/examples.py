"""The examples on a rule's page: small projects that must, and must not, give its finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gov.text import Code, Source, read_outline

if TYPE_CHECKING:
    from gov.rulebook.rule import Rule

__all__ = ["Example", "examples_of", "fenced_files"]

_HEADLINE = re.compile(r"(Fails at ([^\s:]+):([0-9]+):([0-9]+)|Passes):", re.MULTILINE)
_INFO = re.compile(r"(?:markdown|toml|text) (\S+)( base)?")


@dataclass(frozen=True, slots=True)
class Example:
    """One small project: its files, those of the base it is compared with, and where the finding must stand."""

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
    """The files that fenced blocks hold, by name and by whether they belong to the base."""
    source = Source.read("page.md", text.encode("utf-8"))
    files = {}
    for block in read_outline(source).blocks:
        if isinstance(block, Code) and (info := _INFO.fullmatch(block.info.strip())):
            lines = source.data[block.start : block.end].splitlines(keepends=True)
            files[info.group(1), bool(info.group(2))] = b"".join(lines[1:-1])
    return files
