"""Text that nobody vouches for, made Markdown that shows it and does nothing else."""

from __future__ import annotations

import re

from gov.text import printable

__all__ = ["code", "fenced", "safe"]

# One table cell holds no more than this.
_LONGEST = 600
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_MARKS = re.compile(r"[\\`*_\[\]~]")
# What hosts make links, mentions or formulas of, also where Markdown does not: in a `span` it stands alone.
_CALLS = re.compile(r"[@#$]|(?<=www)\.|:(?=//)", re.IGNORECASE)
_TICKS = re.compile(r"`+")


def safe(text: str) -> str:
    """One line of Markdown, for running text and for table cells."""
    text = printable(text)
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "..."
    return "".join(_shown(piece) for piece in re.split(r"([&<>|])", text))


def code(text: str) -> str:
    """A path or a code; hosts leave alone what stands in `code`, and no backtick ends it."""
    return f"<code>{safe(text)}</code>"


def fenced(lines: list[str]) -> str:
    """Lines as they stand, between fences that none of them ends."""
    longest = max((len(run) for line in lines for run in _TICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *map(printable, lines), fence])


def _shown(piece: str) -> str:
    if piece in _ENTITIES:
        return _ENTITIES[piece]
    return _CALLS.sub(r"<span>\g<0></span>", _MARKS.sub(r"\\\g<0>", piece))
