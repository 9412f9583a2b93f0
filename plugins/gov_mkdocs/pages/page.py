"""A generated page, before any theme is put around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Contents", "Page"]


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of a page's table of contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the Markdown file that it stands for, its title, its body, and what the search finds it by.

    `wide` says that tables and charts want the room of the table of contents.
    """

    file: str
    title: str
    body: Markup
    contents: tuple[Contents, ...] = ()
    words: str = ""
    wide: bool = False
