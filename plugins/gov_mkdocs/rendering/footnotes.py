"""Footnotes: numbered as they are referred to, shown below in that order."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from gov_mkdocs.rendering.pieces import Piece

__all__ = ["Footnotes"]


class Footnotes:
    """The footnotes of one document while it is read; `labels` are those that it defines."""

    def __init__(self, labels: Collection[str]) -> None:
        self.labels = labels
        self.numbers: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.bodies: dict[str, list[Piece]] = {}
        self.first: list[tuple[str, int]] = []

    def reference(self, label: str, place: int) -> str:
        """The sign in the text; a label that nothing defines stays as it is written."""
        if label not in self.labels:
            return escape(f"[^{label}]", quote=False)
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        count = self.counts[label] = self.counts.get(label, 0) + 1
        self.first.append((label, place))
        own = f"fnref:{number}" if count == 1 else f"fnref:{number}-{count}"
        return f'<sup id="{own}"><a class="footnote-ref" href="#fn:{number}">{number}</a></sup>'

    def open(self, label: str) -> list[Piece]:
        """The pieces that a definition's text goes to."""
        return self.bodies.setdefault(label, [])

    def shown(self) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
        """Each definition as an entry of the list: those referred to first, then the others as they stand."""
        for label in self.bodies:
            self.numbers.setdefault(label, len(self.numbers) + 1)
        order = sorted(self.bodies, key=lambda label: self.numbers[label])
        return tuple((label, self._entry(label)) for label in order)

    def places(self) -> tuple[tuple[str, int], ...]:
        """Where each label is referred to, as bytes."""
        return tuple(self.first)

    def _entry(self, label: str) -> tuple[Piece, ...]:
        number = self.numbers[label]
        back = ""
        if label in self.counts:
            name = f"Back to note {number} in the text"
            back = f' <a class="footnote-backref" href="#fnref:{number}" aria-label="{name}">↩</a>'
        body = self.bodies[label]
        body = [*body[:-1], f"{back}</p>\n"] if body and body[-1] == "</p>\n" else [*body, back]
        return (f'<li id="fn:{number}" value="{number}">\n', *body, "</li>\n")
