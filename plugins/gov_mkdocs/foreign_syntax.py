"""Syntax that only Python-Markdown reads: in a governed document it would stand there as raw text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document

__all__ = ["foreign_syntax"]

_FORMS = (
    ("!!! ", "an admonition of Python-Markdown; write `> [!NOTE]` and quote the text below it"),
    ("??? ", "a foldable admonition of Python-Markdown; write `> [!NOTE]` and quote the text below it"),
    ("???+ ", "a foldable admonition of Python-Markdown; write `> [!NOTE]` and quote the text below it"),
    ('=== "', "a tab of Python-Markdown; write a heading for each tab"),
    ("--8<--", "an inclusion of Python-Markdown; write the text itself, or a link to it"),
)


def foreign_syntax(document: Document) -> Iterator[tuple[int, str]]:
    """Each line of a document that would show as raw text, and what to write in its place."""
    for block in document.outline.blocks:
        if not isinstance(block, Paragraph):
            continue
        for line in block.lines:
            for mark, instead in _FORMS:
                if line.text.startswith(mark):
                    yield document.source.position(line.start).line, f"{mark.strip()} is {instead}"
